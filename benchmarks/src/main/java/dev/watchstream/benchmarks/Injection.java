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

  /** Every pass allocates an extra array of 16 bytes for each KiB that it reads. */
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

  /** Volatile, so that the JIT compiler cannot remove the allocation. */
  @SuppressWarnings("unused")
  private static volatile byte[] garbage = {};

  abstract Pass into(Pass pass, int inputBytes);
}
