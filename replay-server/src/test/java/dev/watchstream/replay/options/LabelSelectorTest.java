package dev.watchstream.replay.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.replay.api.StatusException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {
  private static final Map<String, String> LABELS =
      Map.of("app", "web", "tier", "", "n", "5", "k8s.io/x", "v");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|true",
        "app|true",
        "!app|false",
        "!none|true",
        "none|false",
        "app=web|true",
        "app==web|true",
        "app = web|true",
        "app=db|false",
        "app!=db|true",
        "app!=web|false",
        "none!=db|true",
        "none=db|false",
        "tier=|true",
        "app=|false",
        "app in (web,db)|true",
        "app in ( db , web )|true",
        "app in (db)|false",
        "app notin (db)|true",
        "app notin (web)|false",
        "none notin (web)|true",
        "none in (web)|false",
        "tier in ()|true",
        "app in (web,)|true",
        "k8s.io/x=v|true",
        "n>4|true",
        "n>5|false",
        "n<6|true",
        "app>1|false",
        "app=web,n=5|true",
        "app=web,n=6|false",
        "app in (web,db),!none,n|true",
        "in=x|false",
        "notin|false"
      })
  void a_selector_matches_as_kubernetes_says(String selector, boolean matches)
      throws StatusException {
    assertThat(LabelSelector.parse(selector).matches(LABELS)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a===b|unable to parse requirement: found '=', expected: identifier",
        "a==|",
        "=b|found '=', expected: !, identifier, or 'end of string'",
        "a=b,|found '', expected: identifier after ','",
        "a=b c|found 'c', expected: ',' or 'end of string'",
        "a in b|unable to parse requirement: found 'b' expected: '('",
        "a in (b|unable to parse requirement: found '', expected: ',' or ')'",
        "a b|unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
        "a>x|unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt'"
            + " operators, the value must be an integer",
        "-a=b|unable to parse requirement: <nil>: Invalid value: \"-a\"",
        "a=-b|unable to parse requirement: values[0][-b]: Invalid value: \"-b\"",
        "(a)|found '(', expected: !, identifier, or 'end of string'"
      })
  void what_is_no_selector_is_a_bad_request_that_says_where(String selector, String message)
      throws StatusException {
    if (message == null) {
      assertThat(LabelSelector.parse(selector).requirements()).hasSize(1);
      return;
    }
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOf(StatusException.class)
        .hasMessageStartingWith(message)
        .extracting(e -> ((StatusException) e).status().code())
        .isEqualTo(400);
  }

  @Test
  void a_long_selector_is_read_without_recursion() throws StatusException {
    String selector = "a in (" + "b,".repeat(30_000) + "c)";
    assertThat(LabelSelector.parse(selector).matches(Map.of("a", "c"))).isTrue();
  }
}
