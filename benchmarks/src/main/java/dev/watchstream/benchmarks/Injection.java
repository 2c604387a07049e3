package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.contender.Pass;

/**
 * Spoils a contender on purpose, to prove that the release gate would notice. For testing the gate
 * only.
 */
enum Injection {
  NONE {
    @Override
    Pass into(Pass pass, int inputBytes) {
      return pass;
    }
  },

  /** Every pass takes {@link #SLOWNESS} times as long. */
  SLOWDOWN {
    @Override
    Pass into(Pass pass, int inputBytes) {
      return () -> {
        long start = System.nanoTime();
        long result = pass.run();
        double took = System.nanoTime() - start;
        while (System.nanoTime() - start < SLOWNESS * took) {
          Thread.onSpinWait();
        }
        return result;
      };
    }
  },

  /** Every pass allocates 16 bytes and a header more for each KiB that it reads. */
  ALLOCATION {
    @Override
    Pass into(Pass pass, int inputBytes) {
      return () -> {
        for (int i = 0; i < inputBytes; i += 1 << 10) {
          garbage = new byte[16];
        }
        return pass.run();
      };
    }
  };

  static final double SLOWNESS = 1.4;

  /** Where a JIT compiler must assume that somebody looks. */
  @SuppressWarnings("unused")
  private static volatile byte[] garbage = {};

  abstract Pass into(Pass pass, int inputBytes);
}
