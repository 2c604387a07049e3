package dev.watchstream.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The state of a JVM's JIT compiler. */
interface JitCompiler {

  /** How long it has compiled so far, in milliseconds, without what it is compiling now. */
  long millis();

  /** Whether the optimising compiler has nothing to do, and nothing is waiting for it. */
  boolean isIdle();

  /** The compiler of this JVM, which is a HotSpot. */
  static JitCompiler ofThisJvm() {
    return new HotSpot();
  }

  /** Asks HotSpot's management beans; one of them answers as {@code jcmd Compiler.queue} does. */
  final class HotSpot implements JitCompiler {

    private static final String OPTIMISING = "C2 compile queue:";

    private final CompilationMXBean compilation = ManagementFactory.getCompilationMXBean();
    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

    @Override
    public long millis() {
      return compilation.getTotalCompilationTime();
    }

    @Override
    public boolean isIdle() {
      try {
        Object answer =
            beans.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "compilerQueue",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
        return isIdle(answer.toString());
      } catch (JMException e) {
        throw new BenchException("this JVM does not tell what it compiles: " + e.getMessage());
      }
    }

    /**
     * Only C2 counts, as asking makes C1 work a little. A JVM without C2 (TieredStopAtLevel=1) has
     * no such queue.
     */
    static boolean isIdle(String answer) {
      int queue = answer.indexOf(OPTIMISING);
      boolean isWaiting =
          queue >= 0 && !answer.substring(queue + OPTIMISING.length()).strip().startsWith("Empty");
      return !isWaiting && answer.lines().noneMatch(line -> line.startsWith("C2 CompilerThread"));
    }
  }
}
