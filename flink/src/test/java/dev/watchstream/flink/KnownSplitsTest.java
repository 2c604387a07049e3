package dev.watchstream.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.apache.flink.util.FlinkRuntimeException;
import org.junit.jupiter.api.Test;

final class KnownSplitsTest {

  @Test
  void each_is_new_once_also_after_a_checkpoint() {
    KnownSplits known = new KnownSplits(Set.of("a"), KnownSplits.MAX_BYTES);
    assertThat(known.add("a")).isFalse();
    assertThat(known.add("b")).isTrue();
    assertThat(known.add("b")).isFalse();
    assertThat(known.ids()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void more_than_memory_may_hold_are_an_error_that_says_what_to_do() {
    KnownSplits known = new KnownSplits(Set.of("a", "b"), 200);
    assertThatThrownBy(() -> known.add("c"))
        .isInstanceOf(FlinkRuntimeException.class)
        .hasMessage(
            "3 clusters have names that take more than 200 bytes, the most of one job: give each of"
                + " several jobs a part of the folder");
  }
}
