package dev.watchstream.parser.rollout;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.TargetRef;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What a service's objects have said of one pod, or of an address without one. */
final class Pod {

  static final long NEVER = -1;

  /** An order that does not depend on the order of the addresses in their objects. */
  static final Comparator<Address> BY_NAME =
      Comparator.comparing(Pod::name).thenComparing(Address::ip).thenComparing(Pod::identity);

  private Address address;
  private @Nullable String templateHash;

  /** In how many of the service's objects it is in each state. */
  private final StateCounts objects = new StateCounts();

  private final boolean wasThereAtFirst;
  private final boolean appearedReady;
  private final long appearedEvent;
  private final @Nullable Duration appeared;

  private long readyEvent = NEVER;
  private @Nullable Duration ready;

  Pod(
      Address address,
      boolean wasThereAtFirst,
      boolean appearedReady,
      long appearedEvent,
      @Nullable Duration appeared) {
    this.address = address;
    this.templateHash = PodName.templateHash(address);
    this.wasThereAtFirst = wasThereAtFirst;
    this.appearedReady = appearedReady;
    this.appearedEvent = appearedEvent;
    this.appeared = appeared;
  }

  /** The pod's uid, which stays the same under a new IP; without a uid, the IP. */
  static String identity(Address address) {
    TargetRef target = address.targetRef();
    return target == null || target.uid() == null ? address.ip() : target.uid();
  }

  static String name(Address address) {
    TargetRef target = address.targetRef();
    return target == null || target.name() == null ? address.ip() : target.name();
  }

  Address address() {
    return address;
  }

  void setAddress(Address newAddress) {
    if (!name(newAddress).equals(name(address))) {
      templateHash = PodName.templateHash(newAddress);
    }
    address = newAddress;
  }

  @Nullable String templateHash() {
    return templateHash;
  }

  /** Changes the number of the service's objects in which it is in a state. */
  void count(AddressState state, int difference) {
    objects.add(state, difference);
  }

  /** The best state that it has in any object. */
  AddressState state() {
    if (objects.ready > 0) {
      return AddressState.READY;
    }
    if (objects.notReady > 0) {
      return AddressState.NOT_READY;
    }
    return objects.terminating > 0 ? AddressState.TERMINATING : AddressState.GONE;
  }

  /** Notes that it is ready now; only the first time counts. */
  void becameReady(long eventNumber, @Nullable Duration time) {
    if (readyEvent == NEVER) {
      readyEvent = eventNumber;
      ready = time;
    }
  }

  /** Whether this event made it ready for the first time. */
  boolean isFirstReadyAt(long eventNumber) {
    return readyEvent == eventNumber;
  }

  /** The time from appearing to ready; null where that was not seen. */
  @Nullable Duration timeToReady() {
    return ready == null || appeared == null || appearedReady || wasThereAtFirst
        ? null
        : ready.minus(appeared);
  }

  PodHistory history(ServiceName service, long goneEvent, @Nullable Duration gone) {
    return new PodHistory(
        service,
        address,
        templateHash,
        wasThereAtFirst,
        appearedReady,
        appearedEvent,
        appeared,
        readyEvent,
        ready,
        goneEvent,
        gone);
  }

  void writeTo(DataOutput out) throws IOException {
    Wire.writeAddress(out, address);
    out.writeBoolean(wasThereAtFirst);
    out.writeBoolean(appearedReady);
    out.writeLong(appearedEvent);
    Wire.writeTime(out, appeared);
    out.writeLong(readyEvent);
    Wire.writeTime(out, ready);
  }

  /** The caller counts the objects that it is in. */
  static Pod readFrom(DataInput in) throws IOException {
    Pod pod =
        new Pod(
            Wire.readAddress(in),
            in.readBoolean(),
            in.readBoolean(),
            in.readLong(),
            Wire.readTime(in));
    pod.readyEvent = in.readLong();
    pod.ready = Wire.readTime(in);
    return pod;
  }
}
