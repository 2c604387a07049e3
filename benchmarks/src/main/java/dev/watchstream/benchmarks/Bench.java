package dev.watchstream.benchmarks;

/** placeholder. */
public final class Bench {
  private Bench() {}

  public static void main(String[] args) {}
}
