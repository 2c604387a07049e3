package dev.watchstream.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ParserOptionsTest {

  private static final ParserOptions DEFAULTS = ParserOptions.defaults();

  @Test
  void by_default_addresses_only_are_read_and_other_kinds_refused() {
    assertThat(DEFAULTS).isEqualTo(new ParserOptions(false, false, 8 << 20, 8 << 10, 500));
  }

  @Test
  void each_option_is_changed_alone() {
    assertThat(DEFAULTS.withReadPorts(true))
        .isEqualTo(new ParserOptions(true, false, 8 << 20, 8 << 10, 500));
    assertThat(DEFAULTS.withSkipOtherKinds(true))
        .isEqualTo(new ParserOptions(false, true, 8 << 20, 8 << 10, 500));
    assertThat(DEFAULTS.withMaxEventBytes(2))
        .isEqualTo(new ParserOptions(false, false, 2, 8 << 10, 500));
    assertThat(DEFAULTS.withMaxNameLength(1))
        .isEqualTo(new ParserOptions(false, false, 8 << 20, 1, 500));
    assertThat(DEFAULTS.withMaxNestingDepth(1))
        .isEqualTo(new ParserOptions(false, false, 8 << 20, 8 << 10, 1));
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
}
