package dev.watchstream.cli;

final class Stub {
  private Stub() {}

  static int one() {
    return 1;
  }
}
