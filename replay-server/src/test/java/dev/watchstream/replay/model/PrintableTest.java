package dev.watchstream.replay.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void what_a_terminal_would_obey_is_shown_as_an_escape() {
    assertThat(Printable.of("/a\u001b[2J\tb")).isEqualTo("/a\\x1b[2J\\x09b");
    assertThat(Printable.of("/user\u202egpj")).isEqualTo("/user\\u202egpj");
  }

  @Test
  void all_else_stays() {
    assertThat(Printable.of("/größe/日本")).isEqualTo("/größe/日本");
  }
}
