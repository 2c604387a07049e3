package dev.watchstream.parser.rollout;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.ServiceAddresses.PodChange;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the rollouts of one service from the changes of its addresses.
 *
 * <p>A rollout begins with the first pod of a template that the service did not run on. It is
 * complete when no other template is left, there are no not-ready addresses, and as many are ready
 * as when it began. It ends incomplete when the new template's pods are all gone again, when yet
 * another template appears, or when the service's last object is deleted.
 *
 * <p>A service that has several templates in its first event may be in the middle of a rollout, or
 * have them permanently. It was a rollout if only one of them is left in the end; and it looks like
 * one while exactly one template has more pods than at first and another has fewer.
 */
final class ServiceRollouts {

  /** The format version that {@link #writeTo} writes. */
  private static final int FORMAT_VERSION = 1;

  private final ServiceName service;
  private final ServiceAddresses addresses;
  private final ZeroReady zeroReady;
  private boolean hasBegun;

  /** The templates that the service ran on when there was last no rollout, even if gone by now. */
  private List<String> settled = List.of();

  private @Nullable RolloutInProgress current;

  /** How many pods each template of {@link #settled} had at first, while that may be a rollout. */
  private int[] countsAtFirst = {};

  /** The template that the last rollout went to. */
  private @Nullable String newest;

  ServiceRollouts(ServiceName service) {
    this(service, new ServiceAddresses(), new ZeroReady(service));
  }

  private ServiceRollouts(ServiceName service, ServiceAddresses addresses, ZeroReady zeroReady) {
    this.service = service;
    this.addresses = addresses;
    this.zeroReady = zeroReady;
  }

  /** Takes a change and returns its step; rollouts that it ends are added to {@code ended}. */
  RolloutStep accept(EndpointsChange change, List<Rollout> ended) {
    boolean isFirst = !hasBegun;
    hasBegun = true;
    gaps(change.gaps());
    int readyBefore = addresses.ready();
    int totalBefore = readyBefore + addresses.notReady();
    List<String> templatesBefore = addresses.templates();
    boolean wasComplete = isComplete();
    ZeroReadySpan zeroReadyBefore = zeroReady.current();
    List<PodChange> changes = addresses.update(change, isFirst);
    ZeroReadySpan zeroReadyEnded = zeroReady.accept(change, addresses, isFirst);
    if (!changes.isEmpty()) {
      String newcomer = newcomer(changes);
      if (newcomer != null) {
        newest = newcomer;
        end(wasComplete, zeroReadyBefore, ended);
        List<String> from = templatesBefore.isEmpty() ? settled : templatesBefore;
        current = new RolloutInProgress(from, newcomer, readyBefore, totalBefore, change);
      }
      follow(change, changes, zeroReadyEnded, ended);
      if (isFirst && addresses.templates().size() > 1) {
        beginInTheMiddle(change);
      }
    }
    return step(change, changes, zeroReadyEnded);
  }

  /** Notes in how many places events of the stream are missing so far. */
  void gaps(int soFar) {
    if (current != null) {
      current.gaps(soFar);
    }
    zeroReady.gaps(soFar);
  }

  private void follow(
      EndpointsChange change,
      List<PodChange> changes,
      @Nullable ZeroReadySpan zeroReadyEnded,
      List<Rollout> ended) {
    if (current != null) {
      current.add(change, addresses, changes);
      if (zeroReadyEnded != null) {
        current.add(zeroReadyEnded);
      }
      boolean isUndone = current.to() != null && !addresses.hasTemplate(current.to());
      boolean isFull = addresses.ready() >= current.readyBefore() || current.to() == null;
      if (isUndone || addresses.isEmpty() || (isComplete() && isFull)) {
        end(!isUndone && isComplete(), zeroReady.current(), ended);
      }
    }
    if ((current == null || current.to() == null) && !addresses.templates().isEmpty()) {
      settled = addresses.templates();
    }
  }

  private void beginInTheMiddle(EndpointsChange change) {
    int total = addresses.ready() + addresses.notReady();
    current = new RolloutInProgress(settled, null, addresses.ready(), total, change);
    countsAtFirst = settled.stream().mapToInt(addresses::ofTemplate).toArray();
  }

  private RolloutStep step(
      EndpointsChange change, List<PodChange> changes, @Nullable ZeroReadySpan zeroReadyEnded) {
    List<AddressChange> told = new ArrayList<>(changes.size());
    List<PodHistory> gone = new ArrayList<>(0);
    for (PodChange one : changes) {
      told.add(one.change());
      if (one.change().what() == AddressChange.What.GONE) {
        gone.add(one.pod().history(service, change.eventNumber(), change.time()));
      }
    }
    return new RolloutStep(
        change.eventNumber(),
        change.time(),
        change.type(),
        service,
        addresses.ready(),
        newest == null ? 0 : addresses.readyOfOthers(newest),
        addresses.notReady(),
        addresses.terminating(),
        List.copyOf(told),
        List.copyOf(gone),
        zeroReadyEnded);
  }

  /** The rollout that is under way, as it looks now. */
  @Nullable Rollout underWay() {
    String to = current == null ? null : template(current);
    return current == null || to == null
        ? null
        : current.toRollout(service, to, isComplete(), zeroReady.current());
  }

  /** The span without a ready address that has not ended. */
  @Nullable ZeroReadySpan atZeroReady() {
    return zeroReady.current();
  }

  /** Hands out the history of each pod that is there. */
  void pods(Consumer<PodHistory> consumer) {
    addresses.pods().forEach(pod -> consumer.accept(pod.history(service, Pod.NEVER, null)));
  }

  /** Whether the last of the service's objects was deleted. */
  boolean isGone() {
    return addresses.isEmpty();
  }

  /**
   * Ends the current rollout, if there is one.
   *
   * @param underWay the span without a ready address that had not ended by its last event, or null
   */
  private void end(boolean complete, @Nullable ZeroReadySpan underWay, List<Rollout> ended) {
    String to = current == null ? null : template(current);
    if (current != null && to != null) {
      ended.add(current.toRollout(service, to, complete, underWay));
    }
    current = null;
    countsAtFirst = new int[0];
  }

  private boolean isComplete() {
    String to = current == null ? null : template(current);
    return to != null && addresses.hasOnlyTemplate(to) && addresses.notReady() == 0;
  }

  /** The template that a rollout goes to; null where it is not known, or this is not a rollout. */
  private @Nullable String template(RolloutInProgress rollout) {
    if (rollout.to() != null) {
      return rollout.to();
    }
    List<String> left = addresses.templates();
    if (left.size() == 1) {
      return left.get(0);
    }
    String grown = null;
    int others = 0;
    for (int i = 0; i < countsAtFirst.length; i++) {
      String template = rollout.from().get(i);
      int difference = addresses.ofTemplate(template) - countsAtFirst[i];
      if (difference > 0 && grown != null) {
        return null;
      }
      grown = difference > 0 ? template : grown;
      others += Math.min(difference, 0);
    }
    return others < 0 ? grown : null;
  }

  /** A template that appears in these changes and that the service did not run on. */
  private @Nullable String newcomer(List<PodChange> changes) {
    for (PodChange one : changes) {
      String template = one.pod().templateHash();
      if (template != null && isThere(one.change()) && isNew(template)) {
        return template;
      }
    }
    return null;
  }

  private boolean isNew(String template) {
    if (current != null) {
      return !template.equals(current.to()) && !current.from().contains(template);
    }
    return !settled.isEmpty() && !settled.contains(template);
  }

  private static boolean isThere(AddressChange change) {
    return change.what() == AddressChange.What.APPEARED_READY
        || change.what() == AddressChange.What.APPEARED_NOT_READY;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(FORMAT_VERSION);
    Wire.writeService(out, service);
    addresses.writeTo(out);
    zeroReady.writeTo(out);
    out.writeBoolean(hasBegun);
    Wire.writeList(out, settled, Wire::writeString);
    Wire.writeString(out, newest);
    out.writeInt(countsAtFirst.length);
    for (int count : countsAtFirst) {
      out.writeInt(count);
    }
    out.writeBoolean(current != null);
    if (current != null) {
      current.writeTo(out);
    }
  }

  static ServiceRollouts readFrom(DataInput in) throws IOException {
    Wire.checkVersion("the state of a service", in.readByte(), FORMAT_VERSION);
    ServiceName service = Wire.readService(in);
    ServiceRollouts read =
        new ServiceRollouts(
            service, ServiceAddresses.readFrom(in), ZeroReady.readFrom(in, service));
    read.hasBegun = in.readBoolean();
    read.settled = Wire.readList(in, Wire::readString);
    read.newest = Wire.readNullable(in);
    read.countsAtFirst =
        Wire.readList(in, DataInput::readInt).stream().mapToInt(Integer::intValue).toArray();
    if (in.readBoolean()) {
      read.current = RolloutInProgress.readFrom(in, service);
    }
    return read;
  }

  ServiceName service() {
    return service;
  }
}
