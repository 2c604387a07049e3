package dev.watchstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.benchmarks.Results.Duel;
import dev.watchstream.benchmarks.Results.Measurement;
import dev.watchstream.benchmarks.Results.Ring;
import dev.watchstream.benchmarks.Statistics.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GoalTest {

  @Test
  void a_goal_is_met_or_missed_when_the_whole_interval_says_so() {
    assertThat(Goal.PEER.verdict("zipf", new Interval(2.0, 2.1, 2.2))).isEqualTo("≥ 2.00 met");
    assertThat(Goal.PEER.verdict("zipf", new Interval(1.9, 2.1, 2.2)))
        .isEqualTo("≥ 2.00 **undecided**");
    assertThat(Goal.PEER.verdict("zipf", new Interval(1.7, 1.8, 1.9)))
        .isEqualTo("≥ 2.00 **missed**");
  }

  @Test
  void more_than_was_asked_is_the_stretch() {
    assertThat(Goal.PEER.verdict("zipf", new Interval(3.0, 3.1, 3.2)))
        .isEqualTo("≥ 3.00 met, the stretch");
    assertThat(Goal.LIMIT.verdict("rolling", new Interval(0.8, 0.9, 1.0))).isEqualTo("≥ 75 % met");
  }

  @Test
  void where_nothing_was_said_there_is_no_verdict() {
    assertThat(Goal.PEER.verdict("cluster", new Interval(1, 2, 3))).isEmpty();
  }

  @Test
  void a_void_ratio_is_shown_to_nobody() {
    Results.Run run =
        new Results.Run(
            "17.0.15",
            17,
            List.of(new Ring("recorded", 64_000_000, 300, 42)),
            List.of(Measurement.notWarm("recorded", "fastjson2")),
            List.of(
                new Duel(
                    "recorded",
                    Goal.PEER,
                    "dsl-json",
                    new Interval(14.6, 14.7, 14.8),
                    0.03,
                    12,
                    "fastjson2 not warm")));
    Results results = new Results(Samples.results().environment(), List.of(run), null);

    assertThat(ConsoleTable.of(run))
        .doesNotContain("14.7")
        .contains("void: × fastest peer on recorded: fastjson2 not warm");
    assertThat(new Markdown(results).toString())
        .doesNotContain("14.7")
        .contains("void: fastjson2 not warm");
    assertThat(Chart.ofAll(results)).doesNotContain("14.7");
    assertThat(Headline.of(results)).isEmpty();
  }
}
