package dev.watchstream.parser.recall;

import dev.watchstream.parser.recall.Shape.Hole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A {@link Shape} while Jackson goes through its bytes. */
final class ShapeBuilder {

  private final byte[] in;
  private final int maxNameLength;
  private final int from;
  private final List<Hole> holes = new ArrayList<>();
  private final List<Integer> spans = new ArrayList<>();

  /** For what begins at {@code from}. */
  ShapeBuilder(byte[] in, int from, int maxNameLength) {
    this.in = in;
    this.from = from;
    this.maxNameLength = maxNameLength;
  }

  int from() {
    return from;
  }

  /** A hole for what Jackson found from {@code start} to {@code end}, as indexes of the input. */
  int add(Hole hole, int start, int end) {
    holes.add(hole);
    spans.add(start - from);
    spans.add(end - from);
    return holes.size() - 1;
  }

  Shape build(int to) {
    return new Shape(
        Arrays.copyOfRange(in, from, to),
        holes.toArray(Hole[]::new),
        spans.stream().mapToInt(Integer::intValue).toArray(),
        maxNameLength);
  }
}
