package dev.watchstream.parser.rollout;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.StreamEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows, from the changes of a stream's addresses, how Kubernetes rolls a service from one pod
 * template to the next: which pods appeared, became ready and went; when a rollout began and ended,
 * how few addresses were ready meanwhile, and how long the pods took to become ready.
 *
 * <p>Works on Endpoints and on EndpointSlices, whose slices it joins by service. A pod's template
 * is known from its name, so rollouts of Deployments are recognised; the pods of StatefulSets and
 * DaemonSets are followed, but their names do not contain a template.
 *
 * <p>Takes either the events of one parser, all of them in their order, or {@link EndpointsChange}s
 * that {@link EndpointsChanges} made of events, those of each service in their order. A listener
 * that does not see every event, such as one of a watch that leaves out repeats, uses {@link
 * #acceptWhole}.
 *
 * <p>Not thread-safe. Keeps the addresses of every service that the stream has had and not deleted.
 * An object that is missing from a later list is not treated as deleted: the list may be one page
 * or a selection.
 */
public final class RolloutTracker {

  private final Map<ServiceName, ServiceRollouts> services = new LinkedHashMap<>();
  private final EndpointsChanges changes = new EndpointsChanges();
  private List<Rollout> ended = new ArrayList<>();
  private @Nullable RolloutStep left;

  /** A tracker that has seen no event yet. */
  public RolloutTracker() {}

  /** Takes the stream's next event, whose time is not known. */
  public @Nullable RolloutStep accept(StreamEvent event) {
    return accept(event, null);
  }

  /**
   * Takes the stream's next event.
   *
   * @param time when it arrived, measured from the stream's start, or null
   * @return what it meant for its service; null for an event without addresses: a bookmark, a
   *     Status, the end of a list
   */
  public @Nullable RolloutStep accept(StreamEvent event, @Nullable Duration time) {
    EndpointsChange change = changes.accept(event, time);
    takeLeft();
    return change == null ? null : accept(change);
  }

  /**
   * Takes the next event with all of its addresses, and not by what it {@link
   * EndpointsEvent#changes() changed}: for callers that do not see every event of the parser.
   */
  public RolloutStep acceptWhole(EndpointsEvent event, @Nullable Duration time) {
    EndpointsChange change = changes.acceptWhole(event, time);
    takeLeft();
    return accept(change);
  }

  private void takeLeft() {
    EndpointsChange change = changes.left();
    left = change == null ? null : accept(change);
  }

  /**
   * What the event that was taken last meant for another service, before it meant anything for its
   * own: a slice whose label {@code kubernetes.io/service-name} was changed is deleted from the
   * service that it named before. Null for almost every event, and for a tracker that takes {@link
   * EndpointsChange}s, among which are {@link EndpointsChanges#left those}.
   */
  public @Nullable RolloutStep left() {
    return left;
  }

  /** Notes that events of the stream are missing before the next one. */
  public void gap() {
    changes.gap();
    gaps(changes.gaps());
  }

  /**
   * Notes in how many places events of the stream are missing so far: for a tracker that takes
   * {@link EndpointsChange}s, which say so themselves, when no more of them come. A number below
   * what they have said changes nothing.
   */
  public void gaps(int soFar) {
    services.values().forEach(service -> service.gaps(soFar));
  }

  /**
   * Takes the next change of a service.
   *
   * @throws IllegalArgumentException if it has only what changed in an object that is not known
   */
  public RolloutStep accept(EndpointsChange change) {
    ServiceRollouts known = services.get(change.service());
    ServiceRollouts service = known != null ? known : new ServiceRollouts(change.service());
    RolloutStep step = service.accept(change, ended);
    if (service.isGone()) {
      services.remove(change.service());
    } else if (known == null) {
      services.put(change.service(), service); // not before: the change may be refused
    }
    return step;
  }

  /** How many events of any type were taken so far; changes do not count. */
  public long eventCount() {
    return changes.eventCount();
  }

  /** The rollouts that ended since this was last called, in the order of their ends. */
  public List<Rollout> takeEnded() {
    if (ended.isEmpty()) {
      return List.of();
    }
    List<Rollout> taken = ended;
    ended = new ArrayList<>();
    return taken;
  }

  /**
   * The rollouts that have begun and not ended, as they look now. One with only the new template
   * and no not-ready address is marked complete even if it has fewer ready addresses than it began
   * with, as when the service was scaled down meanwhile.
   */
  public List<Rollout> underWay() {
    return ofServices(ServiceRollouts::underWay);
  }

  /** The services that have no ready address now, and since when. */
  public List<ZeroReadySpan> atZeroReady() {
    return ofServices(ServiceRollouts::atZeroReady);
  }

  /** What the services have of something, those without it left out. */
  private <T> List<T> ofServices(Function<ServiceRollouts, @Nullable T> something) {
    return services.values().stream().map(something).filter(Objects::nonNull).toList();
  }

  /** The histories of the pods that are there now, service by service. */
  public List<PodHistory> pods() {
    List<PodHistory> pods = new ArrayList<>();
    services.values().forEach(service -> service.pods(pods::add));
    return pods;
  }

  /** The services that have objects now, in the order in which they were first seen. */
  public List<ServiceName> services() {
    return List.copyOf(services.keySet());
  }

  /**
   * All that is known of one service, to be given to {@link #restore} of another tracker, in
   * another process or another release. The bytes contain their format version; ended rollouts that
   * were not taken are not included.
   *
   * @return null if the service has no objects
   */
  public byte @Nullable [] export(ServiceName name) {
    ServiceRollouts service = services.get(name);
    if (service == null) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      service.writeTo(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Replaces what is known of one service by what {@link #export} returned for it.
   *
   * @return the service
   * @throws IOException if the bytes are damaged, or of a newer version
   */
  public ServiceName restore(byte[] exported) throws IOException {
    ServiceRollouts service =
        ServiceRollouts.readFrom(new DataInputStream(new ByteArrayInputStream(exported)));
    services.put(service.service(), service);
    return service.service();
  }
}
