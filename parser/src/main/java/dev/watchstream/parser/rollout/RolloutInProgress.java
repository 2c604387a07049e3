package dev.watchstream.parser.rollout;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.ServiceAddresses.PodChange;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rollout that has begun, and what has been seen of it. Or, where a service has several templates
 * in its first event, what may turn out to be one: until then its new template is not known.
 */
final class RolloutInProgress {

  private record Ready(@Nullable String template, TimeToReady time) {}

  private final List<String> from;
  private final @Nullable String to;
  private final long firstEvent;
  private final @Nullable Duration start;
  private final int firstGaps;
  private final int readyBefore;
  private final int totalBefore;

  private long lastEvent;
  private @Nullable Duration end;
  private int lastGaps;
  private int readyMin;
  private int readyMax;
  private int notReadyMax;
  private int totalMax;
  private final List<Ready> timesToReady = new ArrayList<>();
  private final List<ZeroReadySpan> zeroReady = new ArrayList<>();

  RolloutInProgress(
      List<String> from,
      @Nullable String to,
      int readyBefore,
      int totalBefore,
      EndpointsChange first) {
    this(from, to, readyBefore, totalBefore, first.eventNumber(), first.time(), first.gaps());
  }

  private RolloutInProgress(
      List<String> from,
      @Nullable String to,
      int readyBefore,
      int totalBefore,
      long firstEvent,
      @Nullable Duration start,
      int firstGaps) {
    this.from = from;
    this.to = to;
    this.firstEvent = firstEvent;
    this.start = start;
    this.firstGaps = firstGaps;
    this.readyBefore = readyBefore;
    this.totalBefore = totalBefore;
    this.lastEvent = firstEvent;
    this.end = start;
    this.lastGaps = firstGaps;
    this.readyMin = readyBefore;
    this.readyMax = readyBefore;
    this.notReadyMax = totalBefore - readyBefore;
    this.totalMax = totalBefore;
  }

  List<String> from() {
    return from;
  }

  /** Null where it is not known which of the templates is the new one. */
  @Nullable String to() {
    return to;
  }

  int readyBefore() {
    return readyBefore;
  }

  void add(EndpointsChange change, ServiceAddresses now, List<PodChange> changes) {
    lastEvent = change.eventNumber();
    end = change.time();
    readyMin = Math.min(readyMin, now.ready());
    readyMax = Math.max(readyMax, now.ready());
    notReadyMax = Math.max(notReadyMax, now.notReady());
    totalMax = Math.max(totalMax, now.ready() + now.notReady());
    for (PodChange one : changes) {
      Pod pod = one.pod();
      boolean isReady = one.change().what() == AddressChange.What.BECAME_READY;
      if (isReady
          && pod.isFirstReadyAt(lastEvent)
          && (to == null || to.equals(pod.templateHash()))) {
        Duration time = pod.timeToReady();
        if (time != null && timesToReady.size() < Rollout.MOST_TIMES) {
          String name = Pod.name(pod.address());
          timesToReady.add(new Ready(pod.templateHash(), new TimeToReady(name, time)));
        }
      }
    }
  }

  /** Notes in how many places events of the stream are missing so far. */
  void gaps(int soFar) {
    lastGaps = Math.max(lastGaps, soFar);
  }

  void add(ZeroReadySpan span) {
    if (zeroReady.size() < Rollout.MOST_SPANS) {
      zeroReady.add(span);
    }
  }

  /**
   * The rollout as it looks now.
   *
   * @param underWay the span without a ready address that has not ended, or null
   */
  Rollout toRollout(
      ServiceName service, String template, boolean complete, @Nullable ZeroReadySpan underWay) {
    List<ZeroReadySpan> spans = new ArrayList<>(zeroReady);
    if (underWay != null) {
      spans.add(underWay);
    }
    return new Rollout(
        service,
        from.stream().filter(f -> !f.equals(template)).toList(),
        template,
        firstEvent,
        lastEvent,
        start,
        end,
        to == null,
        readyBefore,
        readyMin,
        readyMax,
        notReadyMax,
        totalMax - totalBefore,
        complete,
        timesToReady.stream().filter(r -> template.equals(r.template)).map(Ready::time).toList(),
        spans,
        lastGaps - firstGaps);
  }

  void writeTo(DataOutput out) throws IOException {
    Wire.writeList(out, from, Wire::writeString);
    Wire.writeString(out, to);
    out.writeInt(readyBefore);
    out.writeInt(totalBefore);
    out.writeLong(firstEvent);
    Wire.writeTime(out, start);
    out.writeInt(firstGaps);
    out.writeLong(lastEvent);
    Wire.writeTime(out, end);
    out.writeInt(lastGaps);
    out.writeInt(readyMin);
    out.writeInt(readyMax);
    out.writeInt(notReadyMax);
    out.writeInt(totalMax);
    Wire.writeList(
        out,
        timesToReady,
        (o, ready) -> {
          Wire.writeString(o, ready.template);
          Wire.writeString(o, ready.time.pod());
          Wire.writeTime(o, ready.time.time());
        });
    Wire.writeList(out, zeroReady, ZeroReady::write);
  }

  static RolloutInProgress readFrom(DataInput in, ServiceName service) throws IOException {
    RolloutInProgress read =
        new RolloutInProgress(
            Wire.readList(in, Wire::readString),
            Wire.readNullable(in),
            in.readInt(),
            in.readInt(),
            in.readLong(),
            Wire.readTime(in),
            in.readInt());
    read.lastEvent = in.readLong();
    read.end = Wire.readTime(in);
    read.lastGaps = in.readInt();
    read.readyMin = in.readInt();
    read.readyMax = in.readInt();
    read.notReadyMax = in.readInt();
    read.totalMax = in.readInt();
    read.timesToReady.addAll(
        Wire.readList(
            in,
            item ->
                new Ready(
                    Wire.readNullable(item),
                    new TimeToReady(Wire.readString(item), Wire.readDuration(item)))));
    read.zeroReady.addAll(Wire.readList(in, item -> ZeroReady.read(item, service)));
    return read;
  }
}
