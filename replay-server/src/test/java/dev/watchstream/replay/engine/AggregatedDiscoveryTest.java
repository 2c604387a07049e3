package dev.watchstream.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.testing.World;
import dev.watchstream.replay.version.KubernetesVersion;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that is served in two documents, for clients that ask for this form. */
class AggregatedDiscoveryTest {
  /** As kubectl of 1.37 asks. */
  private static final String KUBECTL =
      "Accept: application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
          + "application/json";

  /** As kubectl asked up to 1.36. */
  private static final String OLDER =
      "Accept: application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
          + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,"
          + "application/json";

  private static final String ENDPOINTS =
      "{\"resource\":\"endpoints\",\"responseKind\":{\"group\":\"\",\"version\":\"\",\"kind\":"
          + "\"Endpoints\"},\"scope\":\"Namespaced\",\"singularResource\":\"endpoints\",\"verbs\":"
          + "[\"get\",\"list\",\"watch\"],\"shortNames\":[\"ep\"]}";
  private static final String SLICES =
      "{\"resource\":\"endpointslices\",\"responseKind\":{\"group\":\"\",\"version\":\"\",\"kind\":"
          + "\"EndpointSlice\"},\"scope\":\"Namespaced\",\"singularResource\":\"endpointslice\","
          + "\"verbs\":[\"get\",\"list\",\"watch\"]}";

  @Test
  void the_core_group_and_the_others_are_told_with_all_their_resources() throws IOException {
    try (World world = played("1.37")) {
      assertThat(world.text("/api", KUBECTL))
          .isEqualTo(
              "{\"kind\":\"APIGroupDiscoveryList\",\"apiVersion\":\"apidiscovery.k8s.io/v2\","
                  + "\"metadata\":{},\"items\":[{\"metadata\":{},\"versions\":[{\"version\":\"v1\","
                  + "\"resources\":["
                  + ENDPOINTS
                  + "],\"freshness\":\"Current\"}]}]}\n");
      assertThat(world.text("/apis", KUBECTL))
          .isEqualTo(
              "{\"kind\":\"APIGroupDiscoveryList\",\"apiVersion\":\"apidiscovery.k8s.io/v2\","
                  + "\"metadata\":{},\"items\":[{\"metadata\":{\"name\":\"discovery.k8s.io\"},"
                  + "\"versions\":[{\"version\":\"v1\",\"resources\":["
                  + SLICES
                  + "],\"freshness\":\"Current\"}]}]}\n");
    }
  }

  @Test
  void a_client_that_has_it_is_not_sent_it_again() throws IOException {
    try (World world = played("1.37")) {
      ApiResponse.WithHead first = world.get("/api", KUBECTL);
      assertThat(World.header(first, "Content-Type"))
          .isEqualTo("application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");
      assertThat(World.header(first, "Cache-Control")).isEqualTo("public");
      assertThat(World.header(first, "Vary")).isEqualTo("Accept");
      String etag = World.header(first, "Etag");
      assertThat(etag).matches("\"[0-9A-F]{128}\"");

      ApiResponse.Whole again = world.get("/api", KUBECTL, "If-None-Match: " + etag);
      assertThat(again.status()).isEqualTo(304);
      assertThat(again.body().hasRemaining()).isFalse();
      assertThat(World.header(again, "Etag")).isEqualTo(etag);
      assertThat(world.get("/apis", KUBECTL, "If-None-Match: " + etag).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.26, plain, plain",
    "1.27, plain, v2beta1",
    "1.29, plain, v2beta1",
    "1.30, v2, v2",
    "1.32, v2, v2",
    "1.37, v2, v2"
  })
  void which_form_is_told_hangs_on_the_version(String version, String newer, String older)
      throws IOException {
    try (World world = played(version)) {
      assertThat(form(world, KUBECTL)).isEqualTo(newer);
      assertThat(form(world, OLDER)).isEqualTo(older);
      assertThat(form(world, "Accept: application/json, */*")).isEqualTo("plain");
      boolean nullTime = world.text("/apis", OLDER).contains("\"creationTimestamp\":null");
      boolean old = KubernetesVersion.parse(version).minor() < 34;
      assertThat(nullTime).isEqualTo(old && !older.equals("plain"));
    }
  }

  @Test
  void a_form_that_the_version_no_longer_has_is_told_as_the_plain_one() throws IOException {
    String beta = OLDER.replace(";v=v2;", ";v=v3;");
    try (World world = played("1.32")) {
      assertThat(form(world, beta)).isEqualTo("v2beta1");
    }
    try (World world = played("1.33")) {
      assertThat(form(world, beta)).isEqualTo("plain");
      assertThat(form(world, "Accept: application/json," + KUBECTL.substring(8)))
          .as("who likes the plain form better")
          .isEqualTo("plain");
    }
  }

  private static String form(World world, String accept) {
    String json = world.text("/apis", accept);
    return json.startsWith("{\"kind\":\"APIGroupList\"")
        ? "plain"
        : json.replaceFirst(".*?apidiscovery.k8s.io/(\\w+)\"(?s).*", "$1");
  }

  private static World played(String version) throws IOException {
    return World.shipped(
        ReplayOptions.DEFAULTS.withVersion(KubernetesVersion.parse(version)), "one-pod-rollout");
  }
}
