package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.Frame;
import java.nio.ByteBuffer;

/**
 * Finds a point in a body, frame by frame: skips a number of marks (line ends, first bytes of
 * characters), then a number of bytes. A point at the end of a chunk is found at the start of the
 * next, when there is one.
 */
final class PointFinder {
  static final int NOT_YET = -1;

  private final Point point;
  private int marks;
  private long bytes;

  PointFinder(Point point) {
    this.point = point;
    if (point instanceof Point.AtByte at) {
      bytes = at.offset();
    } else if (point instanceof Point.AtEvent at) {
      marks = at.number();
      bytes = at.offset();
    } else if (point instanceof Point.InCharacter in) {
      marks = in.number();
    }
  }

  boolean isTime() {
    return point instanceof Point.AtTime;
  }

  /** How many bytes of the frame lie before the point, or {@link #NOT_YET}. */
  int find(Frame frame) {
    if (point instanceof Point.AtTime at) {
      boolean come = frame instanceof Frame.Quiet || frame.atNanos() >= at.time().toNanos();
      return come ? 0 : NOT_YET;
    }
    return frame instanceof Frame.Chunk chunk ? find(chunk.bytes()) : NOT_YET;
  }

  private int find(ByteBuffer chunk) {
    int i = chunk.position();
    for (; marks > 0 && i < chunk.limit(); i++) {
      if (isMark(chunk.get(i))) {
        marks--;
      }
    }
    int left = chunk.limit() - i;
    if (marks == 0 && bytes < left) {
      return i - chunk.position() + (int) bytes;
    }
    if (marks == 0) {
      bytes -= left;
    }
    return NOT_YET;
  }

  private boolean isMark(byte b) {
    return point instanceof Point.InCharacter ? (b & 0xc0) == 0xc0 : b == '\n';
  }

  /** The due time of something that is put at the point, in front of that frame. */
  long atNanos(Frame frame) {
    return point instanceof Point.AtTime at ? at.time().toNanos() : frame.atNanos();
  }
}
