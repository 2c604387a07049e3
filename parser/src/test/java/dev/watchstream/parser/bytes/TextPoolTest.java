package dev.watchstream.parser.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal bytes give the same String, and different bytes never do. */
class TextPoolTest {

  private final TextPool pool = new TextPool();

  @ParameterizedTest
  @ValueSource(
      strings = {"n", "node-97", "12345678", "123456789", "sixteen bytes 16", "узел-1", "💡"})
  void a_text_that_comes_again_is_the_same_string(String text) {
    String first = get(text, "", "");
    assertThat(first).isEqualTo(text);
    assertThat(get(text, "", "")).isSameAs(first);
    assertThat(get(text, "{\"nodeName\":\"", "\",\"targetRef\":{}")).isSameAs(first);
    assertThat(get(text, "x", "y")).isSameAs(first);
  }

  @Test
  void texts_that_differ_in_one_byte_only_are_told_apart() {
    String whole = "ip-10-0-131-7.eu-central-1.compute.internal";
    for (int length = 1; length <= whole.length(); length++) {
      for (int at = 0; at < length; at++) {
        String text = whole.substring(0, length);
        String other = text.substring(0, at) + '_' + text.substring(at + 1);
        assertThat(get(text, "", "")).isEqualTo(text);
        assertThat(get(other, "", "")).isEqualTo(other);
        assertThat(get(text, "", "")).isEqualTo(text);
      }
    }
  }

  @Test
  void zeros_are_bytes_like_others() {
    assertThat(get("a", "", "")).isEqualTo("a");
    assertThat(get("a\0", "", "")).isEqualTo("a\0");
    assertThat(get("\0a", "", "")).isEqualTo("\0a");
  }

  @Test
  void what_is_longer_than_any_name_is_not_kept() {
    String text = "x".repeat(254);
    assertThat(get(text, "", "")).isEqualTo(text).isNotSameAs(get(text, "", ""));
  }

  private String get(String text, String before, String behind) {
    byte[] bytes = (before + text + behind).getBytes(UTF_8);
    int from = before.getBytes(UTF_8).length;
    int length = text.getBytes(UTF_8).length;
    return pool.get(bytes, from, length, text.length() == length);
  }
}
