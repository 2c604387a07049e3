package dev.watchstream.replay.api;

/** Resource versions, which the storage of the API server counts from 1. */
public final class Versions {
  /** Of digits: what surely fits in a long. */
  private static final int MAX_DIGITS = 18;

  private Versions() {}

  /** 0 for what is not written as a version that an API server hands out. */
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
