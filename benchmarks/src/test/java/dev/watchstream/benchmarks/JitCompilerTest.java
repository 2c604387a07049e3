package dev.watchstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JitCompilerTest {

  private static final String IDLE =
      """
      Current compiles:\s

      C1 compile queue:
      Empty

      C2 compile queue:
      Empty

      """;

  @Test
  void nothing_compiled_and_nothing_waiting_is_idle() {
    assertThat(JitCompiler.HotSpot.isIdle(IDLE)).isTrue();
  }

  @Test
  void the_first_compiler_does_not_count_as_asking_sets_it_to_work() {
    assertThat(
            JitCompiler.HotSpot.isIdle(
                IDLE.replaceFirst("Empty", " 482       1       java.lang.Object::x (5 bytes)")))
        .isTrue();
  }

  @Test
  void what_waits_for_the_second_compiler_is_not_idle() {
    assertThat(
            JitCompiler.HotSpot.isIdle(
                IDLE.replace(
                    "C2 compile queue:\nEmpty", "C2 compile queue:\n 617  4   x.Y::z (7 bytes)")))
        .isFalse();
  }

  @Test
  void what_the_second_compiler_is_at_is_not_idle() {
    assertThat(
            JitCompiler.HotSpot.isIdle(
                IDLE.replaceFirst("\n\n", "\nC2 CompilerThread0  705 %  4  Q::main @ 19\n\n")))
        .isFalse();
  }

  @Test
  void a_jvm_without_a_second_compiler_is_idle() {
    assertThat(JitCompiler.HotSpot.isIdle("Current compiles:\n\nC1 compile queue:\nEmpty\n"))
        .isTrue();
  }

  @Test
  void this_jvm_tells_what_it_compiles() {
    JitCompiler compiler = JitCompiler.ofThisJvm();
    assertThat(compiler.millis()).isPositive();
    assertThat(compiler.isIdle()).isIn(true, false);
  }
}
