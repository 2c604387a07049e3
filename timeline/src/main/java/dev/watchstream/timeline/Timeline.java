package dev.watchstream.timeline;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a stream: the one model that text, JSON, pictures and pages draw from.
 * Immutable.
 *
 * @param title the name of the stream
 * @param timeSource where its times come from
 * @param startedAt the wall clock at its time 0; null where that is not known
 * @param events how many events it has, of whatever type
 * @param begin its first event
 * @param end its last event
 * @param isCut whether it ends before the stream does, because the stream holds more changes than a
 *     timeline does
 * @param services in the order of their first events
 * @param marks incidents of the stream itself, such as gaps
 * @param remarks the notes of the recording
 */
public record Timeline(
    String title,
    TimeSource timeSource,
    @Nullable Instant startedAt,
    long events,
    Moment begin,
    Moment end,
    boolean isCut,
    List<ServiceTimeline> services,
    List<Mark> marks,
    List<Remark> remarks) {

  public Timeline {
    services = List.copyOf(services);
    marks = List.copyOf(marks);
    remarks = List.copyOf(remarks);
  }

  /**
   * The services, those in most trouble first: by the time without a ready address, then by how
   * often there was none, then by name.
   */
  public List<ServiceTimeline> byTrouble() {
    return services.stream()
        .sorted(
            Comparator.comparing(ServiceTimeline::timeAtZero)
                .thenComparing(service -> service.outages(1).size())
                .reversed()
                .thenComparing(service -> service.name().toString())
                .thenComparing(service -> service.name().kind()))
        .toList();
  }
}
