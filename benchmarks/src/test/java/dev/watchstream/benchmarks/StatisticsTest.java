package dev.watchstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.watchstream.benchmarks.Statistics.Interval;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StatisticsTest {

  @Test
  void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
    assertThat(Statistics.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
  }

  @Test
  void one_disturbed_round_spreads_nothing() {
    assertThat(Statistics.spread(List.of(1.0, 1.0, 1.0, 1.0, 1.0, 9.0))).isEqualTo(0);
  }

  @Test
  void the_spread_is_that_of_the_middle_half() {
    assertThat(Statistics.spread(List.of(0.8, 0.9, 1.0, 1.1, 1.2))).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void rounds_that_all_say_the_same_leave_no_doubt() {
    Interval interval = Statistics.bootstrap(List.of(List.of(2.0, 2.0), List.of(2.0, 2.0)));

    assertThat(interval).isEqualTo(new Interval(2, 2, 2));
  }

  @Test
  void the_interval_holds_the_truth_and_is_narrower_with_more_rounds() {
    Interval few = Statistics.bootstrap(noisy(4, 3));
    Interval many = Statistics.bootstrap(noisy(4, 100));

    assertThat(1.0).isBetween(few.low(), few.high()).isBetween(many.low(), many.high());
    assertThat(many.width()).isLessThan(few.width());
  }

  @Test
  void forks_that_disagree_widen_the_interval_however_many_rounds_they_have() {
    List<List<Double>> forks = List.of(same(1.0, 100), same(2.0, 100));

    assertThat(Statistics.bootstrap(forks).low()).isEqualTo(1.0);
    assertThat(Statistics.bootstrap(forks).high()).isEqualTo(2.0);
  }

  private static List<List<Double>> noisy(int forks, int rounds) {
    SplittableRandom random = new SplittableRandom(7);
    return IntStream.range(0, forks)
        .mapToObj(f -> random.doubles(rounds, 0.9, 1.1).boxed().toList())
        .toList();
  }

  private static List<Double> same(double value, int rounds) {
    return IntStream.range(0, rounds).mapToObj(i -> value).toList();
  }
}
