package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ForwardingBody;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import org.jspecify.annotations.Nullable;

/** A body that is unchanged up to a point. */
abstract class AtPoint extends ForwardingBody {
  private final PointFinder finder;
  private @Nullable Frame held;
  private boolean arrived;
  private boolean passed;

  AtPoint(WatchBody inner, Point point) {
    super(inner);
    this.finder = new PointFinder(point);
  }

  /**
   * The frame at the point. Asked for once, when everything before the point was sent.
   *
   * @param atNanos when it is due
   */
  abstract Frame atPoint(long atNanos);

  /** The frames after it; by default, the rest of the original body. */
  Frame afterPoint() {
    Frame frame = held == null ? inner.next() : held;
    held = null;
    return frame;
  }

  @Override
  public final Frame next() {
    if (passed) {
      return afterPoint();
    }
    Frame frame = held == null ? inner.next() : held;
    held = null;
    if (!arrived) {
      int before = finder.find(frame);
      if (before == PointFinder.NOT_YET) {
        Frame wait = finder.isTime() && frame instanceof Frame.Later ? untilPoint(frame) : frame;
        if (wait != null) {
          return wait;
        }
        before = 0;
      }
      arrived = true;
      if (before > 0 && frame instanceof Frame.Chunk chunk) {
        int split = chunk.bytes().position() + before;
        held = chunk.part(split, chunk.bytes().limit());
        return chunk.part(chunk.bytes().position(), split);
      }
    }
    passed = true;
    held = frame;
    return atPoint(finder.atNanos(frame));
  }

  @Override
  public Frame.@Nullable Chunk heldBack() {
    // What was held here comes before it.
    return held == null ? inner.heldBack() : null;
  }

  /**
   * What is waited for goes by another clock, as a bookmark does, so the point may come before it.
   * Null when it has come.
   */
  private @Nullable Frame untilPoint(Frame later) {
    long point = finder.atNanos(later);
    long wait = inner.clock().nanosUntil(point);
    if (wait == 0) {
      return null;
    }
    return wait < inner.clock().nanosUntil(later.atNanos()) ? new Frame.Later(point) : later;
  }
}
