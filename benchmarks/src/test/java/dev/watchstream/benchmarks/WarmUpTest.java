package dev.watchstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WarmUpTest {

  private final WarmUp warmUp = new WarmUp();

  @Test
  void three_quiet_and_steady_stretches_are_warm() {
    quiet(100, 102);
    assertThat(warmUp.isWarm()).isFalse();
    quiet(98);
    assertThat(warmUp.isWarm()).isTrue();
  }

  @Test
  void who_still_gets_faster_is_not_warm() {
    quiet(1000, 500, 250, 125, 100);
    assertThat(warmUp.isWarm()).isFalse();
    quiet(100, 100);
    assertThat(warmUp.isWarm()).isTrue();
  }

  @Test
  void a_stretch_that_is_slower_says_nothing() {
    quiet(100, 150, 120);
    assertThat(warmUp.isWarm()).isTrue();
  }

  @Test
  void who_gets_a_little_faster_each_time_is_not_warm() {
    quiet(100, 97, 94, 91, 88, 85);
    assertThat(warmUp.isWarm()).isFalse();
  }

  @Test
  void a_steady_rate_while_the_compiler_is_at_work_is_not_warm() {
    for (int i = 0; i < 10; i++) {
      warmUp.passed(100, 0.5, true);
    }
    assertThat(warmUp.isWarm()).isFalse();
  }

  @Test
  void a_steady_rate_while_something_waits_for_the_compiler_is_not_warm() {
    for (int i = 0; i < 10; i++) {
      warmUp.passed(100, 0, false);
    }
    assertThat(warmUp.isWarm()).isFalse();
  }

  @Test
  void what_was_before_the_compiler_worked_does_not_count() {
    quiet(100, 100);
    warmUp.passed(100, 0.5, true);
    quiet(100);
    assertThat(warmUp.isWarm()).isFalse();
    quiet(100, 100);
    assertThat(warmUp.isWarm()).isTrue();
  }

  private void quiet(double... fastest) {
    for (double nanos : fastest) {
      warmUp.passed(nanos, WarmUp.QUIET / 2, true);
    }
  }
}
