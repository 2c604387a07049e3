package dev.watchstream.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParserOptionsTest {

  private static final ParserOptions DEFAULTS = ParserOptions.defaults();

  @Test
  void by_default_addresses_only_are_read_and_other_kinds_refused() {
    assertThat(all(DEFAULTS)).containsExactly(false, false, false, 8 << 20, 1 << 10, 500);
  }

  @Test
  void each_option_is_changed_alone() {
    assertThat(all(DEFAULTS.withReadPorts(true)))
        .containsExactly(true, false, false, 8 << 20, 1 << 10, 500);
    assertThat(all(DEFAULTS.withReadZoneHints(true)))
        .containsExactly(false, true, false, 8 << 20, 1 << 10, 500);
    assertThat(all(DEFAULTS.withSkipOtherKinds(true)))
        .containsExactly(false, false, true, 8 << 20, 1 << 10, 500);
    assertThat(all(DEFAULTS.withMaxEventBytes(2)))
        .containsExactly(false, false, false, 2, 1 << 10, 500);
    assertThat(all(DEFAULTS.withMaxNameLength(1)))
        .containsExactly(false, false, false, 8 << 20, 1, 500);
    assertThat(all(DEFAULTS.withMaxNestingDepth(1)))
        .containsExactly(false, false, false, 8 << 20, 1 << 10, 1);
  }

  @Test
  void a_limit_below_its_least_value_is_refused_by_name() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withMaxEventBytes(1))
        .withMessage("maxEventBytes must be at least 2, not 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withMaxNameLength(0))
        .withMessage("maxNameLength must be at least 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withMaxNestingDepth(-1))
        .withMessage("maxNestingDepth must be at least 1, not -1");
  }

  private static List<Object> all(ParserOptions options) {
    return List.of(
        options.readPorts(),
        options.readZoneHints(),
        options.skipOtherKinds(),
        options.maxEventBytes(),
        options.maxNameLength(),
        options.maxNestingDepth());
  }
}
