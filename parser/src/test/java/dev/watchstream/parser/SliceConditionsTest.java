package dev.watchstream.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.StringJoiner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list that each combination of conditions puts an endpoint of a slice in. */
class SliceConditionsTest {

  @ParameterizedTest(name = "ready {0}, serving {1}, terminating {2}: {3}")
  @CsvSource({
    "   -,     -,     -, ready",
    "   -,     -, false, ready",
    "   -,     -,  true, ready",
    "   -, false,     -, ready",
    "   -, false, false, ready",
    "   -, false,  true, ready",
    "   -,  true,     -, ready",
    "   -,  true, false, ready",
    "   -,  true,  true, ready",
    "true,     -,     -, ready",
    "true,     -, false, ready",
    "true,     -,  true, ready",
    "true, false,     -, ready",
    "true, false, false, ready",
    "true, false,  true, ready",
    "true,  true,     -, ready",
    "true,  true, false, ready",
    "true,  true,  true, ready",
    "false,    -,     -, notReady",
    "false,    -, false, notReady",
    "false,    -,  true, terminating",
    "false, false,    -, notReady",
    "false, false, false, notReady",
    "false, false, true, terminating",
    "false, true,     -, notReady",
    "false, true, false, notReady",
    "false, true,  true, terminating and serving",
  })
  void an_endpoint_belongs_where_its_conditions_say(
      String ready, String serving, String terminating, String expected) {
    String lists =
        switch (expected) {
          case "terminating and serving" -> " terminating 10.0.0.1 serving 10.0.0.1";
          default -> " " + expected + " 10.0.0.1";
        };
    for (String absent : new String[] {null, "null"}) {
      StringJoiner conditions = new StringJoiner(",", "{", "}");
      add(conditions, "ready", ready, absent);
      add(conditions, "serving", serving, absent);
      add(conditions, "terminating", terminating, absent);
      assertThat(
              Brief.read(
                  "{\"kind\":\"EndpointSlice\",\"endpoints\":[{\"addresses\":[\"10.0.0.1\"],"
                      + "\"conditions\":"
                      + conditions
                      + "}]}"))
          .isEqualTo("LISTED slice null/null@null of null" + lists);
    }
  }

  /** An unknown condition is left out, or null: both mean the same. */
  private static void add(StringJoiner members, String name, String value, String absent) {
    String said = value.equals("-") ? absent : value;
    if (said != null) {
      members.add("\"" + name + "\":" + said);
    }
  }
}
