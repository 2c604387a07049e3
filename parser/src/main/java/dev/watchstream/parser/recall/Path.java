package dev.watchstream.parser.recall;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes that Jackson has accepted, to become a path of a {@link LayoutTrie}.
 *
 * @param holes in their order
 */
@SuppressWarnings("ArrayRecordComponent") // it is made once, and not compared
record Path(byte[] bytes, List<Hole> holes) {

  /** The parts that are in holes, as a bit set. */
  int parts() {
    int parts = 0;
    for (Hole hole : holes) {
      parts |= hole.part() == Hole.UNREAD ? 0 : 1 << hole.part();
    }
    return parts;
  }

  /** Holes are added in their order, with their indexes in the input. */
  static final class Builder {

    private final byte[] in;
    private final int from;
    private final List<Hole> holes = new ArrayList<>();

    Builder(byte[] in, int from) {
      this.in = in;
      this.from = from;
    }

    void add(Hole.Kind kind, int part, int start, int end) {
      holes.add(new Hole(kind, part, start - from, end - from));
    }

    Path build(int to) {
      return new Path(Arrays.copyOfRange(in, from, to), holes);
    }
  }
}
