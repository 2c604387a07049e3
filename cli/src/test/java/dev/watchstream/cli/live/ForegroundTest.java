package dev.watchstream.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForegroundTest {

  @ParameterizedTest
  @CsvSource({
    "4711 (java) S 1 4711 4700 34816 4711 4194304 0, true",
    "4711 (java) S 1 4711 4700 34816 4700 4194304 0, false",
    "4711 (a name) b) S 1 4711 4700 34816 4700 4194304 0, false",
    "4711 (java) S 1 4711 4700 0 -1 4194304 0, true",
    "4711 (java), true",
  })
  void a_process_may_read_keys_while_its_group_is_that_of_the_terminal(
      String stat, boolean isOurs) {
    assertThat(Foreground.isOurs(stat)).isEqualTo(isOurs);
  }
}
