package dev.watchstream.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.benchmarks.contender.Label.Validation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the validation labels of the report are true. */
final class ValidationTest {

  /** Replacements for {@code V} in a value that every contender skips; none is JSON in UTF-8. */
  private static final List<String> MALFORMED =
      List.of(
          "01",
          "+1",
          "1.",
          ".5",
          "nul",
          "NaN",
          "'a'",
          "[1,]",
          "[1 2]",
          "{\"a\":1,}",
          "{\"a\" 1}",
          "{a:1}",
          "[1}",
          "\"\\x\"",
          "\"\\u12G4\"",
          "\"a\tb\"",
          "\"a\u0001b\"",
          // As bytes: a lone continuation, an overlong form, a surrogate, beyond Unicode, cut off.
          "\"\u0080\"",
          "\"\u00C0\u00AF\"",
          "\"\u00ED\u00A0\u0080\"",
          "\"\u00F4\u0090\u0080\u0080\"",
          "\"\u00E2\u0082\"");

  private static final String EVENT =
      """
      {"type":"ADDED","object":{"kind":"Endpoints","apiVersion":"v1","metadata":{"name":"a",\
      "resourceVersion":"1","managedFields":[{"fieldsV1":{"f:x":V}}]},\
      "subsets":[{"addresses":[{"ip":"10.0.0.1"}]}]}}
      """;

  static List<String> names() {
    return Contenders.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_contender_validates_as_fully_as_its_label_says(String name) {
    List<String> accepted = MALFORMED.stream().filter(value -> accepts(name, value)).toList();

    Validation found = accepted.isEmpty() ? Validation.FULL : Validation.PARTIAL;
    assertThat(found)
        .as("%s accepts %s", name, accepted)
        .isEqualTo(Contenders.create(name).label().validation());
  }

  @ParameterizedTest
  @MethodSource("names")
  void the_same_event_with_json_in_that_place_is_read(String name) {
    assertThat(List.of("1", "null", "\"\\u00e4\"", "[1,2]").stream())
        .allMatch(value -> accepts(name, value));
  }

  private static boolean accepts(String name, String value) {
    byte[] bytes = EVENT.replace("V}", value + "}").getBytes(StandardCharsets.ISO_8859_1);
    List<Object> events = new ArrayList<>();
    try {
      Contenders.create(name)
          .read(
              new Input(bytes, Input.Resource.ENDPOINTS, Input.Form.WATCH, Input.WHOLE),
              events::add);
    } catch (IOException | RuntimeException e) {
      return false;
    }
    return events.size() == 1;
  }
}
