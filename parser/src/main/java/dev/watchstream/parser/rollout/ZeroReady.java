package dev.watchstream.parser.rollout;

import dev.watchstream.parser.ServiceName;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Follows whether a service has a ready address. */
final class ZeroReady {

  private final ServiceName service;

  /** The span that has not ended; null while an address is ready, and before the first event. */
  private @Nullable ZeroReadySpan current;

  /** How many gaps there were before {@link #current} began. */
  private int gapsBefore;

  ZeroReady(ServiceName service) {
    this.service = service;
  }

  /** Takes the service's state after an event; returns the span that the event ended, or null. */
  @Nullable ZeroReadySpan accept(EndpointsChange change, ServiceAddresses now, boolean isFirst) {
    boolean isZero = now.ready() == 0 && !now.isEmpty();
    ZeroReadySpan open = current;
    if (open == null && isZero) {
      gapsBefore = change.gaps();
      current =
          new ZeroReadySpan(
              service, change.eventNumber(), -1, change.time(), null, isFirst, false, 0);
    }
    if (open == null || isZero) {
      return null;
    }
    current = null;
    return new ZeroReadySpan(
        service,
        open.firstEvent(),
        change.eventNumber(),
        open.start(),
        change.time(),
        open.underWayAtFirst(),
        now.isEmpty(),
        open.gaps());
  }

  /** Notes in how many places events of the stream are missing so far. */
  void gaps(int soFar) {
    ZeroReadySpan open = current;
    if (open != null && open.gaps() < soFar - gapsBefore) {
      current =
          new ZeroReadySpan(
              service,
              open.firstEvent(),
              open.lastEvent(),
              open.start(),
              open.end(),
              open.underWayAtFirst(),
              open.byDeletion(),
              soFar - gapsBefore);
    }
  }

  @Nullable ZeroReadySpan current() {
    return current;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeBoolean(current != null);
    if (current != null) {
      write(out, current);
      out.writeInt(gapsBefore);
    }
  }

  static ZeroReady readFrom(DataInput in, ServiceName service) throws IOException {
    ZeroReady read = new ZeroReady(service);
    if (in.readBoolean()) {
      read.current = read(in, service);
      read.gapsBefore = in.readInt();
    }
    return read;
  }

  static void write(DataOutput out, ZeroReadySpan span) throws IOException {
    out.writeLong(span.firstEvent());
    out.writeLong(span.lastEvent());
    Wire.writeTime(out, span.start());
    Wire.writeTime(out, span.end());
    out.writeBoolean(span.underWayAtFirst());
    out.writeBoolean(span.byDeletion());
    out.writeInt(span.gaps());
  }

  static ZeroReadySpan read(DataInput in, ServiceName service) throws IOException {
    return new ZeroReadySpan(
        service,
        in.readLong(),
        in.readLong(),
        Wire.readTime(in),
        Wire.readTime(in),
        in.readBoolean(),
        in.readBoolean(),
        in.readInt());
  }
}
