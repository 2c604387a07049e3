package dev.watchstream.timeline.picture;

import dev.watchstream.parser.rollout.Rollout;
import java.util.ArrayList;
import java.util.List;

/**
 * Places the names of rollouts above their bands: in several rows where they would overlap, and
 * within the picture's right edge.
 */
final class RolloutNames {

  private static final int MOST_ROWS = 5;
  private static final double GAP = 8;

  /** The greatest width of a letter: the viewer's font is not known. */
  private static final double LETTER = 7.3;

  /**
   * A placed name.
   *
   * @param left where it begins
   * @param band where its band begins
   * @param row 0 for the lowest
   */
  record Name(String text, double left, double band, int row) {

    /** Whether it stands where it could be taken for the name of another band. */
    boolean isApart() {
      return row > 0 || left < band;
    }
  }

  private record Band(double left, String text) {}

  private final double rightEdge;
  private final List<Band> bands = new ArrayList<>();

  RolloutNames(double rightEdge) {
    this.rightEdge = rightEdge;
  }

  void add(double left, Rollout rollout) {
    bands.add(new Band(left, of(rollout)));
  }

  /** The name of a rollout: its templates before and after. */
  static String of(Rollout rollout) {
    return String.join("+", rollout.from()) + " → " + rollout.to();
  }

  /**
   * Places the names from the last to the first, each in the lowest free row; names without a free
   * row are left out.
   */
  List<Name> placed() {
    List<Name> placed = new ArrayList<>();
    List<Double> leftmost = new ArrayList<>();
    for (int i = bands.size() - 1; i >= 0; i--) {
      Band band = bands.get(i);
      double width = band.text.length() * LETTER;
      double left = Math.min(band.left, rightEdge - width);
      int row = 0;
      while (row < leftmost.size() && left + width + GAP > leftmost.get(row)) {
        row++;
      }
      if (row == leftmost.size() && row < MOST_ROWS) {
        leftmost.add(left);
      } else if (row < leftmost.size()) {
        leftmost.set(row, left);
      } else {
        continue;
      }
      placed.add(new Name(band.text, left, band.left, row));
    }
    return placed;
  }

  /** How many rows the names take, at least one. */
  static int rows(List<Name> names) {
    return 1 + names.stream().mapToInt(Name::row).max().orElse(0);
  }
}
