package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands print for scripts conforms to docs/reference/output.schema.json. */
class OutputSchemaTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String A_PAGE_OF_A_LIST =
      """
      {"kind":"EndpointsList","apiVersion":"v1","metadata":{"resourceVersion":"5","continue":"x"},
       "items":[{"metadata":{"name":"a"},"subsets":[{"addresses":[{"ip":"10.0.0.1","hostname":"a-0"}]}]}]}
      """;

  private static JsonNode document;
  private static JsonSchema schema;

  @BeforeAll
  static void readSchema() throws IOException {
    document = MAPPER.readTree(Files.readString(Path.of("../docs/reference/output.schema.json")));
    schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(document);
  }

  @ParameterizedTest
  @CsvSource({
    "event,      extract passport-auth",
    "event,      extract one-pod-rollout",
    "event,      extract null-endpoints",
    "event,      extract bookmarks",
    "event,      extract history",
    "event,      extract gone",
    "event,      extract userdoor",
    "event,      extract no-subsets",
    "change,     extract --changes one-pod-rollout",
    "change,     extract --changes null-endpoints",
    "change,     extract --changes gone",
    "pod,        pods -o ndjson one-pod-rollout",
    "pod,        pods -o ndjson null-endpoints",
    "comparison, rollout -o json --compare passport-auth one-pod-rollout",
    "fleetRow,   fleet -o ndjson ../recordings/src/main/resources/recordings/one-pod-rollout",
    "fleetRow,   fleet --report pods -o ndjson ../recordings/src/main/resources/recordings/one-pod-rollout",
  })
  void every_line_is_as_its_part_of_the_schema_says(String part, String command)
      throws IOException {
    assertEachLineIs(part, Run.of(command.split(" ")).lines());
  }

  @Test
  void a_page_of_a_list_and_its_end_are_events() throws IOException {
    assertEachLineIs("event", Run.withInput(A_PAGE_OF_A_LIST, "extract").lines());
  }

  @ParameterizedTest
  @CsvSource({
    "rollout -o json one-pod-rollout",
    "rollout -o json --floor 2 null-endpoints",
    "rollout -o json passport-auth"
  })
  void rollouts_come_first_then_services_then_the_stream(String command) throws IOException {
    List<String> lines = Run.of(command.split(" ")).lines();
    List<String> rollouts = lines.stream().filter(line -> line.contains("\"to\":")).toList();
    List<String> services = lines.stream().filter(line -> line.contains("\"pods\":")).toList();

    assertThat(lines).hasSize(rollouts.size() + services.size() + 1).startsWith(array(rollouts));
    if (!rollouts.isEmpty()) {
      assertEachLineIs("rollout", rollouts);
    }
    assertEachLineIs("service", services);
    assertEachLineIs("stream", lines.subList(lines.size() - 1, lines.size()));
  }

  @ParameterizedTest
  @CsvSource({"extract --errors json -", "extract --errors json nowhere", "serve --errors json -x"})
  void an_error_is_one_line_of_the_schema(String command) throws IOException {
    assertEachLineIs("error", Run.withInput("{\"type\":}", command.split(" ")).errLines());
  }

  @Test
  void a_member_that_the_schema_does_not_know_is_refused() throws IOException {
    for (String line : Run.of("extract", "one-pod-rollout").lines()) {
      ObjectNode event = (ObjectNode) MAPPER.readTree(line);
      assertThat(part("event").validate(event.put("extra", 1))).isNotEmpty();
    }
  }

  @Test
  void each_part_is_one_that_the_schema_as_a_whole_lets_through() throws IOException {
    List<String> whole = new ArrayList<>();
    document.get("anyOf").forEach(part -> whole.add(part.get("$ref").asText()));
    Set<String> parts = new HashSet<>();
    document.get("$defs").fieldNames().forEachRemaining(name -> parts.add("#/$defs/" + name));

    assertThat(whole).isSubsetOf(parts);
    assertThat(schema.validate(MAPPER.readTree("{\"something\":\"else\"}"))).isNotEmpty();
  }

  private static void assertEachLineIs(String part, List<String> lines) throws IOException {
    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      JsonNode value = MAPPER.readTree(line);
      Set<ValidationMessage> faults = part(part).validate(value);
      assertThat(faults).as(line).isEmpty();
      assertThat(schema.validate(value)).as(line).isEmpty();
    }
  }

  private static JsonSchema part(String name) {
    return schema.getRefSchema(SchemaLocation.Fragment.of("/$defs/" + name));
  }

  private static String[] array(List<String> lines) {
    return lines.toArray(String[]::new);
  }
}
