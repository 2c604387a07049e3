package dev.watchstream.parser;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * How many bytes this thread has allocated, from {@code com.sun.management.ThreadMXBean}; called by
 * reflection, because the parser's module, which its tests are part of, does not require
 * jdk.management.
 */
final class AllocatedBytes {

  private static final MethodHandle COUNTER = counter();

  private AllocatedBytes() {}

  /**
   * What a run allocates; the least of several runs, as the JIT compiler may allocate in between.
   */
  static long leastOf(int runs, Runnable task) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < runs; i++) {
      long before = soFar();
      task.run();
      least = Math.min(least, soFar() - before);
    }
    return least;
  }

  private static long soFar() {
    try {
      return (long) COUNTER.invokeExact();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static MethodHandle counter() {
    try {
      Object bean =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      return MethodHandles.publicLookup()
          .findVirtual(
              Class.forName("com.sun.management.ThreadMXBean"),
              "getCurrentThreadAllocatedBytes",
              MethodType.methodType(long.class))
          .bindTo(bean);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
