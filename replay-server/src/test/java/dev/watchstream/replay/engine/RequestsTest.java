package dev.watchstream.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.replay.api.ApiPath;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.ApiResponse.Whole;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.testing.World;
import dev.watchstream.replay.version.KubernetesVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {
  private static World world;

  @BeforeAll
  static void serve() throws IOException {
    // The first version that serves watch lists.
    world =
        World.shipped(
            ReplayOptions.DEFAULTS.withVersion(KubernetesVersion.parse("1.32")), "one-pod-rollout");
  }

  @AfterAll
  static void close() throws IOException {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/namespaces/default/endpoints/../../x,404",
    "/api/v1/namespaces/%2e%2e/endpoints,404",
    "/api/v1/namespaces/default%2Fendpoints/passport-auth,404",
    "/api/v1/namespaces/default/endpoints/a%2F..%2Fb,404",
    "/api/v1/namespaces/default/endpoints/%00,404",
    "/api/v1/namespaces/default/endpoints/%,400",
    "/api/v1/namespaces/default/endpoints/%zz,400",
    "/api/v1/namespaces/default/endpoints/%ff,400",
    "/api/v1//namespaces/default/endpoints,404",
    "//,404",
    "/api/v1/namespaces/default/endpoints/a/status,404",
    "/api/v1/namespaces/default,404",
    "/api/v1/namespaces,404",
    "/api/v1/namespaces/default/pods,404",
    "/api/v1/pods,404",
    "/api/v1/endpoints/passport-auth,404",
    "/api/v1/namespaces/default/events,404",
    "/api/v2/endpoints,404",
    "/apis/discovery.k8s.io/v2,404",
    "/apis/discovery.k8s.io/v1beta1/endpointslices,404",
    "/apis/apps/v1/deployments,404",
    "/metrics,404",
    "/api/v1/watch,404",
    "'',200",
    "/,200",
    "*,404",
    "passport-auth,404"
  })
  void a_path_that_leads_nowhere_says_so(String path, int status) {
    assertThat(world.ask("GET", path).status()).isEqualTo(status);
  }

  @Test
  void paths_and_queries_have_limits() {
    assertThat(world.get("/api/v1/" + "x".repeat(ApiPath.MAX_PATH_LENGTH)).status()).isEqualTo(400);
    assertThat(world.get("/api/v1/endpoints?a=" + "x".repeat(70_000)).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "get", ""})
  void only_get_is_allowed(String method) {
    for (String path :
        List.of(
            "/api/v1/endpoints",
            "/api/v1/namespaces/default/endpoints/passport-auth",
            "/api/v1/watch/endpoints",
            "/version")) {
      assertThat(world.ask(method, path).status()).as(path).isEqualTo(405);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=abc|400|strconv.ParseInt: parsing \\\"abc\\\": invalid syntax",
        "limit=99999999999999999999|400|value out of range",
        "timeoutSeconds=|400|strconv.ParseInt: parsing \\\"\\\": invalid syntax",
        "watch=1&timeoutSeconds=99999999999999999999|400|value out of range",
        "resourceVersion=%2B5|500|strconv.ParseUint: parsing \\\"+5\\\": invalid syntax",
        "resourceVersion=1.5|500|invalid syntax",
        "fieldSelector=metadata.name%3Da%3Db|400|unescaped",
        "fieldSelector=metadata.name%3Da%5Cx|400|invalid escape sequence",
        "fieldSelector=subsets%3Da|400|is not a known field selector",
        "labelSelector=%28|400|\"message\":\"found '(', expected: !, identifier, or 'end of"
            + " string'\"",
        "labelSelector===|400|\"message\":\"found '==', expected: !, identifier, or 'end of"
            + " string'\"",
        "labelSelector=a,|400|\"message\":\"found '', expected: identifier after ','\"",
        "labelSelector=a+b|400|unable to parse requirement: found 'b', expected: in, notin, =, ==,"
            + " !=, gt, lt",
        "labelSelector=a=b+c|400|\"message\":\"found 'c', expected: ',' or 'end of string'\"",
        "labelSelector=a+in+b|400|unable to parse requirement: found 'b' expected: '('",
        "labelSelector=a+in+(b+c)|400|unable to parse requirement: found 'c', expected: ',' or ')'",
        "labelSelector=a+in+(=)|400|unable to parse requirement: found '=', expected: ',', ')' or"
            + " identifier",
        "timeout=abc|400|invalid timeout specified in the request URL - time: invalid duration"
            + " \\\"abc\\\"",
        "timeout=10|400|time: missing unit in duration \\\"10\\\"",
        "timeout=1m5x|400|time: unknown unit \\\"x\\\" in duration \\\"1m5x\\\"",
        "timeout=-|400|time: invalid duration \\\"-\\\"",
        "watch=1&resourceVersionMatch=Exact|422|resourceVersionMatch is forbidden for watch unless"
            + " sendInitialEvents is provided",
        "watch=1&sendInitialEvents=true|422|sendInitialEvents requires setting resourceVersionMatch"
            + " to NotOlderThan",
        "watch=1&sendInitialEvents=false|422|sendInitialEvents requires setting"
            + " resourceVersionMatch to NotOlderThan",
        "sendInitialEvents=true|422|sendInitialEvents is forbidden for list",
        "resourceVersionMatch=Exact|422|resourceVersionMatch is forbidden unless resourceVersion is"
            + " provided",
        "resourceVersion=1&limit=1|410|The resourceVersion for the provided list is too old."
      })
  void what_is_wrong_with_a_parameter_is_said(String query, int status, String message) {
    Whole answer = world.get("/api/v1/namespaces/default/endpoints?" + query);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(World.text(answer.body())).contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timeout=1m30s",
        "timeout=0",
        "timeout=1.5h",
        "timeout=.5s",
        "watch=1&timeout=abc"
      })
  void a_duration_of_go_is_a_timeout_and_a_watch_has_none(String query) {
    assertThat(world.ask("GET", "/api/v1/endpoints?" + query).status()).isEqualTo(200);
  }

  @Test
  void whom_the_router_refuses_is_told_nothing_of_the_resource() throws IOException {
    ReplayOptions played = ReplayOptions.DEFAULTS.withVersion(KubernetesVersion.parse("1.37"));
    String one = "/api/v1/namespaces/default/endpoints/passport-auth";
    String types = "application/json, application/yaml, application/vnd.kubernetes.protobuf";
    try (World newest = World.shipped(played, "one-pod-rollout")) {
      ApiResponse.Whole refused = newest.get(one, "Accept: text/html");
      assertThat(World.header(refused, "Warning")).isNull();
      assertThat(World.text(refused.body()))
          .contains("\"406: Not Acceptable\\n\\nAvailable representations: " + types + "\"");
      assertThat(newest.text("/api/v1/endpoints", "Accept: text/html"))
          .contains(
              types
                  + ", application/json;stream=watch,"
                  + " application/vnd.kubernetes.protobuf;stream=watch\"");
      ApiResponse.WithHead posted = newest.ask("POST", "/api/v1/endpoints");
      assertThat(World.header(posted, "Warning")).isNull();
      assertThat(World.header(posted, "Audit-Id")).isNotNull();
      ApiResponse.WithHead late = newest.ask("GET", "/api/v1/endpoints?timeout=abc");
      assertThat(World.header(late, "Warning")).isNull();
      assertThat(World.header(late, "X-Kubernetes-Pf-Flowschema-Uid")).isNull();
      assertThat(World.header(late, "Audit-Id")).isNotNull();
      ApiResponse.WithHead yaml = newest.ask("GET", one, "Accept: application/yaml");
      assertThat(World.header(yaml, "Warning")).as("refused by the handler").isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fieldSelector=metadata.name=passport-auth|1",
        "fieldSelector=metadata.name==passport-auth|1",
        "fieldSelector=metadata.name!=passport-auth|0",
        "fieldSelector=metadata.name=x|0",
        "fieldSelector=metadata.namespace=default,metadata.name=passport-auth|1",
        "fieldSelector=metadata.namespace!=default|0",
        "fieldSelector=|1",
        "labelSelector=k8s-app|1",
        "labelSelector=k8s-app+in+(passport-auth)|1",
        "labelSelector=!k8s-app|0",
        "limit=5&limit=x|1",
        "a=%zz&=&&watch=0|1"
      })
  void selectors_and_encodings_are_read(String query, int items) {
    String list = world.text("/api/v1/endpoints?" + query);
    assertThat(list.split("\"uid\":\"0f22dc4b", -1)).hasSize(items + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*|200",
        "application/json|200",
        "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2|200",
        "application/json;q=0.1, application/json;as=Table;v=v9;g=meta.k8s.io|200",
        "application/json;as=Table;v=v9;g=meta.k8s.io|406",
        "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io|406",
        "application/cbor|406",
        "text/html|406",
        ";;;=,,|406",
        "application/yaml|406"
      })
  void an_accept_header_chooses_or_is_not_acceptable(String accept, int status) {
    assertThat(
            world
                .ask(
                    "GET",
                    "/api/v1/namespaces/default/endpoints/passport-auth",
                    "Accept: " + accept)
                .status())
        .isEqualTo(status);
  }

  @Test
  void whatever_is_asked_is_answered() {
    Random random = new Random(5);
    String alphabet = "/%?&=;,.!()<>\\\"'\0\u00e4 aepi01Zv-*#[]{}";
    String[] words = {
      "/api",
      "/v1",
      "/apis",
      "/watch",
      "/namespaces",
      "/endpoints",
      "/discovery.k8s.io",
      "/default",
      "?watch=1",
      "&limit=",
      "&continue=",
      "&labelSelector=",
      "&fieldSelector=metadata.name",
      "&resourceVersion=",
      "&timeoutSeconds=",
      "&sendInitialEvents=1&resourceVersionMatch=NotOlderThan"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder request = new StringBuilder();
      for (int j = random.nextInt(12); j >= 0; j--) {
        if (random.nextInt(3) > 0) {
          request.append(words[random.nextInt(words.length)]);
        } else {
          request.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
      }
      ApiResponse.WithHead answer = world.ask("GET", request.toString());
      assertThat(answer.status()).as(request.toString()).isBetween(200, 504);
      if (answer instanceof ApiResponse.Watch watch) {
        try (WatchBody body = watch.body()) {
          assertThat(body.next()).as(request.toString()).isNotNull();
        }
      }
    }
  }

  @Test
  void newer_servers_say_an_audit_id_and_take_the_one_that_is_given() throws IOException {
    try (World older = World.shipped("one-pod-rollout")) {
      assertThat(World.header(older.get("/version"), "Audit-Id")).isNull();
    }
    try (World newer = World.shipped("passport-auth")) {
      assertThat(World.header(newer.get("/version"), "Audit-Id")).hasSize(36);
      assertThat(World.header(newer.get("/version", "audit-id: mine"), "Audit-Id"))
          .isEqualTo("mine");
      assertThat(newer.watch("/api/v1/endpoints?watch=1").headers())
          .extracting(h -> h.name())
          .containsExactly(
              "Audit-Id",
              "Cache-Control",
              "Content-Type",
              "Warning",
              "X-Kubernetes-Pf-Flowschema-Uid",
              "X-Kubernetes-Pf-Prioritylevel-Uid");
    }
  }

  @Test
  void on_the_path_of_one_object_a_selector_of_another_is_a_bad_request() {
    Whole answer =
        world.get(
            "/api/v1/watch/namespaces/default/endpoints/passport-auth"
                + "?fieldSelector=metadata.name%3Duserdoor");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(World.text(answer.body()))
        .contains("\"message\":\"fieldSelector metadata.name doesn't match requested name\"");
  }

  @Test
  void slices_of_v1beta1_are_served_when_a_recording_holds_them(@TempDir Path folder)
      throws IOException {
    Path body = folder.resolve("slice.json");
    Files.writeString(
        body,
        "{\"kind\":\"EndpointSlice\",\"apiVersion\":\"discovery.k8s.io/v1beta1\",\"metadata\":"
            + "{\"name\":\"a\",\"namespace\":\"default\",\"resourceVersion\":\"7\"},\"endpoints\":null}");
    try (World older = World.of(Recording.open(body))) {
      assertThat(older.text("/apis/discovery.k8s.io/v1beta1/endpointslices"))
          .startsWith("{\"kind\":\"EndpointSliceList\",\"apiVersion\":\"discovery.k8s.io/v1beta1\"")
          .contains("\"endpoints\":null");
      assertThat(older.text("/apis/discovery.k8s.io/v1/endpointslices"))
          .endsWith("\"items\":[]}\n");
      assertThat(older.text("/apis/discovery.k8s.io")).contains("v1beta1");
      assertThat(older.text("/apis/discovery.k8s.io/v1beta1")).contains("APIResourceList");
    }
  }

  @Test
  void discovery_tells_what_is_served() {
    assertThat(world.text("/healthz")).isEqualTo("ok");
    assertThat(world.text("/livez?verbose")).isEqualTo("[+]ping ok\nlivez check passed\n");
    assertThat(world.text("/api", "Host: 127.0.0.1:8080"))
        .isEqualTo(
            "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"],\"serverAddressByClientCIDRs\":"
                + "[{\"clientCIDR\":\"0.0.0.0/0\",\"serverAddress\":\"127.0.0.1:8080\"}]}\n");
    assertThat(world.text("/openapi/v3"))
        .matches(
            "\\{\"paths\":\\{\"api/v1\":\\{\"serverRelativeURL\":\"/openapi/v3/api/v1\\?hash=\\w+\"},\"apis/discovery.k8s.io/v1\":\\{.*}}}\n");
    assertThat(world.text("/openapi/v2")).startsWith("{\"swagger\":\"2.0\"");
    assertThat(world.text("/version")).contains("\"minor\": \"32\"");
  }
}
