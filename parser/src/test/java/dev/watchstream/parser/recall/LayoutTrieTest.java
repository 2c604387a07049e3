package dev.watchstream.parser.recall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Paths are written with their holes: {@code <a>} is a string that is read, {@code #1#} a number.
 */
class LayoutTrieTest {

  private final LayoutTrie<End> trie = new LayoutTrie<>(20, false);
  private final Found found = new Found();

  private static final class End extends PathEnd {
    @Override
    long size() {
      return 0;
    }
  }

  @Test
  void a_path_is_taken_with_other_content_in_its_holes_and_with_nothing_else_changed() {
    add("{\"n\":\"<a>\",\"x\":#1#}");
    assertThat(isTaken("{\"n\":\"b\",\"x\":22}")).isTrue();
    assertThat(isTaken("{\"n\":\"\",\"x\":0}")).isTrue();
    assertThat(isTaken("{\"n\":\"b\",\"x\":022}")).isFalse();
    assertThat(isTaken("{\"n\":\"b\",\"x\":1.5}")).isFalse();
    assertThat(isTaken("{\"n\":\"b\\n\",\"x\":1}")).isFalse();
    assertThat(isTaken("{\"m\":\"b\",\"x\":1}")).isFalse();
    assertThat(isTaken("{\"n\":\"a\",\"x\":1}")).isTrue();
  }

  @Test
  void an_end_is_told_when_a_hole_above_it_opens() {
    End end = add("{\"n\":\"<a>\"}");
    assertThat(isTaken("{\"n\":\"a\"}")).isTrue();
    assertThat(end.isInHole(0)).isFalse();
    assertThat(isTaken("{\"n\":\"b\"}")).isTrue();
    assertThat(end.isInHole(0)).isTrue();
    assertThat(found.length(0)).isEqualTo(1);
  }

  @Test
  void a_path_that_is_added_through_an_open_hole_has_its_part_there() {
    add("{\"n\":\"<a>\",\"x\":#1#}");
    assertThat(isTaken("{\"n\":\"b\",\"x\":1}")).isTrue();
    End end = add("{\"n\":\"<a>\"}");
    assertThat(end.isInHole(0)).isTrue();
    assertThat(isTaken("{\"n\":\"c\"}")).isTrue();
    assertThat(isTaken("{\"n\":\"c\",\"x\":5}")).isTrue();
  }

  @Test
  void paths_may_part_right_behind_a_hole_whose_content_differs_or_does_not() {
    add("{\"x\":#12#,\"y\":#1#}");
    add("{\"x\":#12#}");
    add("{\"x\":#34#]");
    add("{\"x\":#5#;");
    for (String end : List.of(",\"y\":7}", "}", "]", ";")) {
      assertThat(isTaken("{\"x\":6" + end)).as(end).isTrue();
      assertThat(isTaken("{\"x\":123456" + end)).as(end).isTrue();
    }
    assertThat(isTaken("{\"x\":6:")).isFalse();
  }

  @Test
  void paths_that_part_inside_what_is_a_hole_in_only_one_of_them_are_both_taken() {
    add("{\"x\":#12#}");
    add("{\"x\":1.5}");
    assertThat(isTaken("{\"x\":12}")).isTrue();
    assertThat(isTaken("{\"x\":1.5}")).isTrue();
    assertThat(isTaken("{\"x\":1.2}")).isFalse();
  }

  @Test
  void input_that_ends_before_its_path_wants_more_wherever_it_ends() {
    add("{\"n\":\"<a>\",\"x\":#1#}");
    add("{\"n\":\"<a>\",\"y\":#1#}");
    byte[] input = "{\"n\":\"bcd\",\"y\":22}".getBytes(UTF_8);
    for (int length = 0; length < input.length; length++) {
      assertThat(trie.walk(input, 0, length, found)).isEqualTo(LayoutTrie.MORE);
    }
    assertThat(trie.walk(input, 0, input.length, found)).isEqualTo(input.length);
  }

  private boolean isTaken(String input) {
    byte[] in = input.getBytes(UTF_8);
    return trie.walk(in, 0, in.length, found) == in.length;
  }

  private End add(String path) {
    List<Hole> holes = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int start = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean isEnd = c == '>' || (c == '#' && start > 0);
      if (c == '<' || (c == '#' && !isEnd)) {
        start = text.length();
      } else if (isEnd) {
        boolean isText = c == '>';
        Hole.Kind kind = isText ? Hole.Kind.READ : Hole.Kind.INTEGER;
        holes.add(new Hole(kind, isText ? 0 : Hole.UNREAD, start, text.length()));
        start = 0;
      } else {
        text.append(c);
      }
    }
    End end = new End();
    trie.add(new Path(text.toString().getBytes(UTF_8), holes), end);
    return end;
  }
}
