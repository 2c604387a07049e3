package dev.watchstream.parser.recall;

/**
 * Comparing in vain costs time: after some unrecognised events in a row, the next ones are left to
 * Jackson, twice as many each time: an exponential back-off.
 */
final class Rest {

  private static final int MOST_FAILURES = 8;
  private static final int SHORTEST = 16;
  private static final int LONGEST = 1024;
  private static final int FOR_EVER = Integer.MAX_VALUE;

  private int failures;
  private int left;
  private int next = SHORTEST;

  void clear() {
    failures = 0;
    left = 0;
    next = SHORTEST;
  }

  boolean isOver() {
    return left == 0;
  }

  void beginForEver() {
    left = FOR_EVER;
  }

  void countRecognised() {
    failures = 0;
    next = Math.max(SHORTEST, next / 2);
  }

  void countTokenized() {
    if (left > 0) {
      left -= left == FOR_EVER ? 0 : 1;
      return;
    }
    failures++;
    if (failures == MOST_FAILURES) {
      failures = 0;
      left = next;
      next = Math.min(LONGEST, 2 * next);
    }
  }
}
