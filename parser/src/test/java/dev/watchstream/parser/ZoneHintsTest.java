package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.watchstream.parser.stream.EndpointsParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ZoneHintsTest {
  private static final ParserOptions WITH_HINTS = ParserOptions.defaults().withReadZoneHints(true);

  @ParameterizedTest
  @EnumSource
  void an_address_is_meant_for_the_zones_of_its_hints(ParserOptions.Reader reader) {
    List<Map<String, List<String>>> told =
        hints(
            WITH_HINTS.withReader(reader),
            event(
                endpoint("10.0.0.1", "\"forZones\":[{\"name\":\"a\"},{\"name\":\"b\"}]"),
                endpoint(
                    "10.0.0.2", "\"forNodes\":[{\"name\":\"n\"}],\"forZones\":[{\"name\":\"b\"}]"),
                "{\"addresses\":[\"10.0.0.3\"]}"),
            event(endpoint("10.0.0.1", "\"forZones\":[{\"name\":\"b\"}]")));

    assertThat(told)
        .containsExactly(
            Map.of("10.0.0.1", List.of("a", "b"), "10.0.0.2", List.of("b")),
            Map.of("10.0.0.1", List.of("b")));
  }

  @Test
  void hints_that_say_nothing_are_none() {
    assertThat(
            hints(
                WITH_HINTS,
                event(
                    endpoint("10.0.0.1", ""),
                    endpoint("10.0.0.2", "\"forZones\":null"),
                    endpoint("10.0.0.3", "\"forZones\":[{\"name\":null},null,{}]"),
                    endpoint("10.0.0.4", "\"forZones\":[{\"name\":\"a\"}],\"forZones\":[]"))))
        .containsExactly(Map.of());
  }

  @Test
  void who_does_not_ask_is_told_how_to() {
    assertThatIllegalStateException()
        .isThrownBy(() -> hints(ParserOptions.defaults(), event(endpoint("10.0.0.1", ""))))
        .withMessageContaining("ParserOptions.withReadZoneHints(true)");
  }

  @Test
  void who_does_not_ask_is_not_bothered_by_hints_of_another_form() {
    List<String> addresses = new ArrayList<>();
    EndpointsParser.create(
            e -> ((EndpointsEvent) e).addresses().forEach(a -> addresses.add(a.ip())))
        .parse(event("{\"addresses\":[\"10.0.0.1\"],\"hints\":[1]}").getBytes(UTF_8));
    assertThat(addresses).containsExactly("10.0.0.1");
  }

  private static List<Map<String, List<String>>> hints(ParserOptions options, String... events) {
    List<Map<String, List<String>>> told = new ArrayList<>();
    EndpointsParser.create(
            e -> told.add(((EndpointsEvent) e).snapshot().subsets().get(0).zoneHints()), options)
        .parse(String.join("", events).getBytes(UTF_8));
    return told;
  }

  private static String endpoint(String ip, String hints) {
    return "{\"addresses\":[\"%s\"],\"hints\":{%s},\"zone\":\"a\"}".formatted(ip, hints);
  }

  private static String event(String... endpoints) {
    return "{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"EndpointSlice\",\"metadata\":{\"name\":\"s\"},\"endpoints\":[%s]}}\n"
        .formatted(String.join(",", endpoints));
  }
}
