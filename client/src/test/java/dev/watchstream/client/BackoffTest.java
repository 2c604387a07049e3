package dev.watchstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.client.time.FakeTime;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void growsFromTheShortestToTheLongestAndBeginsAnewAfterAReset() {
    Backoff backoff = new Backoff(new Random(7), new FakeTime());
    Duration base = Backoff.FIRST;
    for (int i = 0; i < 6; i++) {
      Duration longest =
          base.multipliedBy(2).compareTo(Backoff.LONGEST) < 0
              ? base.multipliedBy(2)
              : Backoff.LONGEST;
      assertThat(backoff.next()).isBetween(base, longest);
      base = base.multipliedBy(2);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.next()).isEqualTo(Backoff.LONGEST);
    }
    backoff.reset();
    assertThat(backoff.next()).isBetween(Backoff.FIRST, Backoff.FIRST.multipliedBy(2));
  }

  @Test
  void twoWatchesDoNotWaitEquallyLong() {
    assertThat(new Backoff(new Random(1), new FakeTime()).next())
        .isNotEqualTo(new Backoff(new Random(2), new FakeTime()).next());
  }
}
