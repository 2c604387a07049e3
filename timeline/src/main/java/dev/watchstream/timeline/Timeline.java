package dev.watchstream.timeline;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a stream: the one model that text, JSON, pictures and pages draw from.
 * Immutable.
 *
 * @param title what the stream is called
 * @param timeSource where its times come from
 * @param startedAt the wall clock at its time 0; null where that is not known
 * @param events how many events it has, of whatever type
 * @param begin its first event
 * @param end its last event
 * @param isCut whether it ends before the stream does, because the stream holds more changes than a
 *     timeline does
 * @param services in the order in which they were first told of
 * @param marks what is to be known of the stream itself
 * @param remarks what a person noted
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

  /** The services with the most trouble first: time with none ready, then how often, then name. */
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
