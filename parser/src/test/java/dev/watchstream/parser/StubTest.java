package dev.watchstream.parser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StubTest {
  @Test
  void one_is_one() {
    assertThat(Stub.one()).isEqualTo(1);
  }
}
