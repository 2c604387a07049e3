package dev.watchstream.parser.rollout;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.ServiceName;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one event changed in one object: all that a {@link RolloutTracker} needs of the event.
 * Immutable; unlike an event it may be kept and sent to another process. Made by {@link
 * EndpointsChanges}.
 *
 * @param service whose addresses these are
 * @param object the name of the Endpoints or of the slice
 * @param type ADDED, MODIFIED, DELETED or LISTED
 * @param eventNumber the event's number in its stream, counted from 0
 * @param time when the event arrived, measured from a point in time that is the same for all
 *     changes of a service; null where that is not known
 * @param gaps the number of places before this event where events of the stream are known to be
 *     missing
 * @param isWhole whether {@code entries} are all addresses that the object has now; if not, they
 *     are the changed ones
 * @param entries each pod, or address without one, once, in its best state: the ready ones, the
 *     not-ready ones, the terminating ones, each in wire order, then those that are gone
 */
public record EndpointsChange(
    ServiceName service,
    String object,
    EventType type,
    long eventNumber,
    @Nullable Duration time,
    int gaps,
    boolean isWhole,
    List<Entry> entries) {

  /** The format version that {@link #writeTo} writes. */
  public static final int FORMAT_VERSION = 1;

  /** An address and its state in the object now. */
  public record Entry(AddressState state, Address address) {}

  public EndpointsChange {
    entries = List.copyOf(entries);
  }

  /** Writes the format version and then this change. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(FORMAT_VERSION);
    Wire.writeService(out, service);
    Wire.writeString(out, object);
    Wire.writeString(out, type.name());
    out.writeLong(eventNumber);
    Wire.writeTime(out, time);
    out.writeInt(gaps);
    out.writeBoolean(isWhole);
    out.writeInt(entries.size());
    for (Entry entry : entries) {
      out.writeByte(entry.state.code());
      Wire.writeAddress(out, entry.address);
    }
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws IOException if reading fails, or the bytes are damaged or of a newer version
   */
  public static EndpointsChange readFrom(DataInput in) throws IOException {
    Wire.checkVersion("a change", in.readByte(), FORMAT_VERSION);
    ServiceName service = Wire.readService(in);
    String object = Wire.readString(in);
    EventType type = Wire.readEnum(in, EventType.class);
    long eventNumber = in.readLong();
    Duration time = Wire.readTime(in);
    int gaps = in.readInt();
    boolean isWhole = in.readBoolean();
    List<Entry> entries =
        Wire.readList(
            in, item -> new Entry(AddressState.ofCode(item.readByte()), Wire.readAddress(item)));
    return new EndpointsChange(service, object, type, eventNumber, time, gaps, isWhole, entries);
  }
}
