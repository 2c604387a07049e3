package dev.watchstream.replay.model;

import java.util.Locale;

/**
 * How fast a recording's time passes.
 *
 * @param factor recorded seconds per real second: {@link #SLOWEST} to {@link #FASTEST}, or infinite
 */
public record Speed(double factor) {
  public static final double SLOWEST = 0.1;
  public static final double FASTEST = 1000;

  /** As it was recorded. */
  public static final Speed RECORDED = new Speed(1);

  /** Everything at once. */
  public static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

  public Speed {
    boolean finite = factor >= SLOWEST && factor <= FASTEST;
    if (!finite && factor != Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("a speed is from 0.1 to 1000, or max, not " + factor);
    }
  }

  /**
   * Reads {@code 2}, {@code 0.5}, {@code 10x} or {@code max}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static Speed parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (lower.equals("max")) {
      return MAX;
    }
    String number = lower.endsWith("x") ? lower.substring(0, lower.length() - 1) : lower;
    try {
      return new Speed(Double.parseDouble(number));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "a speed is a number from 0.1 to 1000, or max, not \"" + text + "\"", e);
    }
  }

  /** Everything at once. */
  public boolean isMax() {
    return factor == Double.POSITIVE_INFINITY;
  }

  /** As {@link #parse} reads it: {@code 2x}, {@code 0.5x} or {@code max}. */
  @Override
  public String toString() {
    return isMax() ? "max" : (factor == Math.rint(factor) ? (long) factor + "x" : factor + "x");
  }
}
