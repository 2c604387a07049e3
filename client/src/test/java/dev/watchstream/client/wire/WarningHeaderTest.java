package dev.watchstream.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.Headers;
import org.junit.jupiter.api.Test;

class WarningHeaderTest {

  @Test
  void aTextIsToldOnce() {
    WarningHeader warnings = new WarningHeader();
    Headers headers = Headers.of("Warning", "299 - \"say \\\"please\\\"\", 299 a \"second\"");
    assertThat(warnings.newIn(headers)).containsExactly("say \"please\"", "second");
    assertThat(warnings.newIn(headers)).isEmpty();
  }

  @Test
  void aTextOfAnyLengthIsRead() {
    Headers headers = Headers.of("Warning", "299 - \"" + "x\\\"".repeat(100_000) + "\"");
    assertThat(new WarningHeader().newIn(headers)).singleElement().asString().startsWith("x\"x\"");
  }
}
