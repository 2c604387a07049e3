package dev.watchstream.parser.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void what_a_terminal_would_obey_is_shown_as_an_escape() {
    assertThat(Excerpt.of("a\u001b[2Jb\nc\u2028d")).isEqualTo("a\\u001b[2Jb\\u000ac\\u2028d");
    assertThat(Excerpt.of("user\u202egpj.exe\u2066")).isEqualTo("user\\u202egpj.exe\\u2066");
  }

  @Test
  void a_long_text_is_cut() {
    assertThat(Excerpt.of("x".repeat(121))).isEqualTo("x".repeat(120) + "…");
  }
}
