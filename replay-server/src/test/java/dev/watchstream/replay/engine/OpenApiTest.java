package dev.watchstream.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchstream.replay.testing.World;
import dev.watchstream.replay.version.KubernetesVersion;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code kubectl explain} reads. */
class OpenApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({
    "api/v1, Endpoints, /api/v1/namespaces/{namespace}/endpoints",
    "apis/discovery.k8s.io/v1, EndpointSlice,"
        + " /apis/discovery.k8s.io/v1/namespaces/{namespace}/endpointslices"
  })
  void the_index_leads_to_a_document_whose_references_lead_somewhere(
      String group, String kind, String path) throws IOException {
    try (World world = played()) {
      String url =
          JSON.readTree(world.text("/openapi/v3"))
              .at("/paths")
              .get(group)
              .get("serverRelativeURL")
              .asText();
      assertThat(url).startsWith("/openapi/v3/" + group + "?hash=");
      JsonNode document = JSON.readTree(world.text(url));
      assertThat(document.at("/info/version").asText()).isEqualTo("v1.37.0");
      JsonNode type = document.get("paths").get(path).at("/get/x-kubernetes-group-version-kind");
      assertThat(type.get("kind").asText()).isEqualTo(kind);
      JsonNode schemas = document.at("/components/schemas");
      assertThat(schemas.findValues("x-kubernetes-group-version-kind"))
          .as("a schema is of the type that the path says")
          .anySatisfy(types -> assertThat(types).contains(type));
      List<String> references = document.findValuesAsText("$ref");
      assertThat(references)
          .hasSizeGreaterThan(10)
          .allSatisfy(
              reference ->
                  assertThat(document.at(reference.substring(1).replace("~", "~0")).isObject())
                      .as(reference)
                      .isTrue());
    }
  }

  @Test
  void a_group_without_schemas_has_no_document() throws IOException {
    try (World world = played()) {
      assertThat(world.get("/openapi/v3/apis/apps/v1").status()).isEqualTo(404);
      assertThat(world.get("/openapi/v3/api/v1", "User-Agent: curl/8").status()).isEqualTo(200);
    }
  }

  private static World played() throws IOException {
    return World.shipped(
        ReplayOptions.DEFAULTS.withVersion(KubernetesVersion.parse("1.37")), "one-pod-rollout");
  }
}
