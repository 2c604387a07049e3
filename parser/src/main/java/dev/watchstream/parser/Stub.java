package dev.watchstream.parser;

final class Stub {
  private Stub() {}

  static int one() {
    return 1;
  }
}
