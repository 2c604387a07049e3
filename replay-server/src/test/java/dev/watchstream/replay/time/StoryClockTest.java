package dev.watchstream.replay.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.replay.model.Speed;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StoryClockTest {
  private final AtomicLong real = new AtomicLong();
  private final StoryClock clock = new StoryClock(real::get, 0, Speed.RECORDED, false, 0);

  @Test
  void aStepGoesToTheNextMomentThatIsAwaited() {
    assertThat(clock.nanosUntil(100)).isEqualTo(100);
    clock.step();
    assertThat(clock.now()).isEqualTo(100);
  }

  @Test
  void aStepNeverGoesBackToAMomentThatHasCome() {
    assertThat(clock.nanosUntil(100)).isEqualTo(100);
    real.set(500);
    clock.step();
    assertThat(clock.now()).isEqualTo(500);
  }

  @Test
  void whenNothingIsAwaitedYetAStepGoesToWhatIsAskedForNext() {
    assertThat(clock.nanosUntil(100)).isEqualTo(100);
    real.set(500);
    clock.step();
    assertThat(clock.nanosUntil(700)).isZero();
    assertThat(clock.now()).isEqualTo(700);
    assertThat(clock.nanosUntil(900)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void timeStandsStillAtItsEndAndGoesOnFromThereWhenThereIsNoneAnyMore() {
    clock.endAt(1000);
    assertThat(clock.nanosUntil(900)).isEqualTo(900);
    assertThat(clock.nanosUntil(1001)).isEqualTo(Long.MAX_VALUE);
    real.set(5000);
    assertThat(clock.now()).isEqualTo(1000);
    clock.speed(Speed.MAX);
    assertThat(clock.now()).isEqualTo(1000);
    clock.speed(Speed.RECORDED);
    clock.seek(3000);
    assertThat(clock.now()).isEqualTo(1000);
    clock.step();
    assertThat(clock.nanosUntil(1001)).isEqualTo(Long.MAX_VALUE);
    clock.resume();
    assertThat(clock.isBeyondTheEnd(1001)).isTrue();

    clock.endAt(Long.MAX_VALUE);
    assertThat(clock.isBeyondTheEnd(1001)).isFalse();
    real.addAndGet(7);
    assertThat(clock.now()).isEqualTo(1007);
  }

  @Test
  void goingOnTakesAStepBackThatWasNotTaken() {
    clock.step();
    clock.resume();
    assertThat(clock.nanosUntil(700)).isEqualTo(700);
  }
}
