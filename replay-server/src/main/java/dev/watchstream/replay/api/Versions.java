package dev.watchstream.replay.api;

/** Resource versions, which the storage of the API server counts from 1. */
public final class Versions {
  /** Every number of this many digits fits into a long. */
  private static final int MAX_DIGITS = 18;

  private Versions() {}

  /** 0 for text that is not a version as an API server writes it. */
  public static long parse(String text) {
    if (text.isEmpty() || text.length() > MAX_DIGITS || text.charAt(0) == '0') {
      return 0;
    }
    long version = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      version = version * 10 + digit;
    }
    return version;
  }
}
