package dev.watchstream.replay.engine;

import static dev.watchstream.replay.testing.OtherResources.pod;
import static dev.watchstream.replay.testing.OtherResources.proxy;
import static dev.watchstream.replay.testing.OtherResources.tenant;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.replay.testing.Bodies;
import dev.watchstream.replay.testing.OtherResources;
import dev.watchstream.replay.testing.World;
import dev.watchstream.replay.version.KubernetesVersion;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever resource was recorded is served as Endpoints are. */
class AnyResourceTest {
  private static final String TABLE = "Accept: application/json;as=Table;v=v1;g=meta.k8s.io";
  private static final String PROXIES = "/apis/mesh.example.com/v1beta1/namespaces/shop/proxys";

  private static final ReplayOptions OLD =
      ReplayOptions.DEFAULTS.withVersion(KubernetesVersion.parse("1.26"));

  @TempDir Path folder;

  @Test
  void discovery_names_what_was_recorded_as_kubernetes_names_it() throws IOException {
    try (World world = World.of(OLD, OtherResources.pods(folder), OtherResources.proxies(folder))) {
      assertThat(world.text("/api/v1"))
          .contains(
              "{\"name\":\"endpoints\",",
              "{\"name\":\"pods\",\"singularName\":\"\",\"namespaced\":true,\"kind\":\"Pod\","
                  + "\"verbs\":[\"get\",\"list\",\"watch\"],\"shortNames\":[\"po\"],"
                  + "\"categories\":[\"all\"]}");
      assertThat(world.text("/apis"))
          .contains(
              "{\"name\":\"mesh.example.com\",\"versions\":[{\"groupVersion\":"
                  + "\"mesh.example.com/v1beta1\",\"version\":\"v1beta1\"}],\"preferredVersion\":"
                  + "{\"groupVersion\":\"mesh.example.com/v1beta1\",\"version\":\"v1beta1\"}}]}");
      assertThat(world.text("/apis/mesh.example.com")).contains("\"kind\":\"APIGroup\"");
      assertThat(world.text("/apis/mesh.example.com/v1beta1"))
          .contains(
              "{\"name\":\"proxys\",\"singularName\":\"proxy\",\"namespaced\":true,"
                  + "\"kind\":\"Proxy\",");
      assertThat(world.text("/")).contains("\"/apis/mesh.example.com/v1beta1\",\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/pods, true, true",
    "/api/v1/namespaces/shop/pods, false, true",
    "/api/v1/pods?labelSelector=app%3Ddb, true, false",
    "/api/v1/pods?fieldSelector=metadata.name%3Dweb-1, false, true",
    "/api/v1/pods?limit=1, true, false",
  })
  void lists_are_selected_and_paged(String path, boolean db, boolean web) throws IOException {
    try (World world = World.of(OtherResources.pods(folder))) {
      String list = world.text(path);
      assertThat(list)
          .startsWith(
              "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"11\"");
      String items =
          (db ? pod("bank", "db-1", 11, "db", "Running") : "")
              + (db && web ? "," : "")
              + (web ? pod("shop", "web-1", 10, "web", "Pending") : "");
      assertThat(list)
          .endsWith(
              "\"items\":["
                  + items.replace("\"kind\":\"Pod\",\"apiVersion\":\"v1\",", "")
                  + "]}\n");
    }
  }

  @Test
  void a_watch_is_as_recorded_and_is_resumed_and_selected() throws IOException {
    try (World world = World.of(OtherResources.pods(folder))) {
      assertThat(world.story("/api/v1/pods?watch=1"))
          .isEqualTo(Files.readString(folder.resolve("pods/body.ndjson")));
      assertThat(World.summary(world.story("/api/v1/pods?watch=1&resourceVersion=12")))
          .containsExactly("ADDED 13", "DELETED 14");
      assertThat(World.summary(world.story("/api/v1/namespaces/bank/pods?watch=1")))
          .containsExactly("ADDED 11");
      assertThat(world.story("/api/v1/pods?watch=1&resourceVersion=3"))
          .contains("too old resource version: 3 (11)");
      assertThat(world.text("/api/v1/namespaces/shop/pods/web-1"))
          .isEqualTo(pod("shop", "web-1", 10, "web", "Pending") + "\n");
      assertThat(world.text("/api/v1/namespaces/shop/pods/web-9"))
          .contains("pods \\\"web-9\\\" not found");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status.phase=Pending|web-1",
        "status.phase!=Pending|db-1",
        "spec.nodeName=node-1,status.phase=Running|db-1",
        "spec.nodeName=node-2|",
        "spec.host=node-1,status.phase=Running|db-1",
        "spec.hostNetwork=false|db-1 web-1",
        "status.podIPs=|db-1 web-1",
        "spec.schedulerName=|db-1 web-1",
      })
  void pods_are_selected_by_the_fields_that_kubernetes_has_for_them(String selector, String names)
      throws IOException {
    try (World world = World.of(OtherResources.pods(folder))) {
      String list = world.text("/api/v1/pods?fieldSelector=" + URLEncoder.encode(selector, UTF_8));
      List<String> listed =
          Pattern.compile("\"name\":\"([a-z]+-[0-9])\"")
              .matcher(list)
              .results()
              .map(name -> name.group(1))
              .toList();
      assertThat(String.join(" ", listed)).isEqualTo(names == null ? "" : names);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,done", "0,new"})
  void jobs_are_selected_by_how_many_of_their_pods_succeeded(String succeeded, String name)
      throws IOException {
    try (World world = World.of(OtherResources.jobs(folder))) {
      String jobs = "/apis/batch/v1/jobs?watch=1&fieldSelector=status.successful%3D";
      assertThat(world.story(jobs + succeeded)).containsOnlyOnce("ADDED").contains("uid-" + name);
    }
  }

  @Test
  void a_watch_is_told_when_a_pod_comes_to_be_selected() throws IOException {
    try (World world = World.of(OtherResources.pods(folder))) {
      assertThat(
              World.summary(
                  world.story(
                      "/api/v1/namespaces/shop/pods?watch=1&fieldSelector=status.phase%3DRunning")))
          .containsExactly("ADDED 12");
      assertThat(
              World.summary(
                  world.story(
                      "/api/v1/namespaces/shop/pods?watch=1&fieldSelector=status.phase%3DPending")))
          .containsExactly("ADDED 10", "DELETED 12", "ADDED 13", "DELETED 14");
    }
  }

  @Test
  void a_field_that_nothing_is_selected_by_is_refused() throws IOException {
    try (World world = World.of(OtherResources.pods(folder), OtherResources.proxies(folder))) {
      assertThat(world.text("/api/v1/pods?fieldSelector=spec.image%3Da"))
          .contains("\"message\":\"field label not supported: spec.image\"", "\"code\":400");
      assertThat(world.text(PROXIES + "?fieldSelector=spec.weight%3D1"))
          .contains("\"message\":\"field label not supported: spec.weight\"", "\"code\":400");
    }
  }

  @Test
  void a_bookmark_is_an_empty_object_of_the_kind() throws IOException {
    String bookmarks = "?watch=1&allowWatchBookmarks=1&resourceVersion=";
    try (World world = World.of(OLD, OtherResources.pods(folder), OtherResources.proxies(folder))) {
      assertThat(world.story("/api/v1/pods" + bookmarks + 14))
          .contains(
              "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":"
                  + "{\"resourceVersion\":\"14\",\"creationTimestamp\":null},"
                  + "\"spec\":{\"containers\":null},\"status\":{}}}\n");
      assertThat(world.story(PROXIES + bookmarks + 23))
          .contains(
              "{\"type\":\"BOOKMARK\",\"object\":{\"apiVersion\":\"mesh.example.com/v1beta1\","
                  + "\"kind\":\"Proxy\",\"metadata\":{\"resourceVersion\":\"23\"}}}\n");
    }
  }

  @Test
  void a_custom_resource_is_listed_as_the_api_server_lists_what_it_has_no_type_for()
      throws IOException {
    try (World world = World.of(OtherResources.proxies(folder))) {
      assertThat(world.text(PROXIES))
          .isEqualTo(
              "{\"apiVersion\":\"mesh.example.com/v1beta1\",\"items\":["
                  + proxy("east", 20, 1)
                  + ","
                  + proxy("west", 21, 1)
                  + "],\"kind\":\"ProxyList\",\"metadata\":{\"continue\":\"\",\"resourceVersion\":\"21\"}}\n");
      assertThat(world.text(PROXIES + "?limit=1"))
          .containsPattern(
              "\"metadata\":\\{\"continue\":\"[^\"]+\",\"remainingItemCount\":1,\"resourceVersion\":\"21\"}");
    }
  }

  @Test
  void a_table_has_name_and_age() throws IOException {
    try (World world = World.of(OtherResources.proxies(folder))) {
      String table = world.text(PROXIES, TABLE);
      assertThat(table)
          .contains(
              "\"columnDefinitions\":[{\"name\":\"Name\",", "{\"name\":\"Age\",\"type\":\"date\",")
          .contains("{\"cells\":[\"east\",\"60m\"],", "{\"cells\":[\"west\",\"60m\"],");
    }
  }

  @Test
  void a_resource_without_namespaces_is_served_at_its_path() throws IOException {
    Path file = folder.resolve("tenants.log");
    Files.writeString(
        file, Bodies.event("ADDED", tenant("acme", 5)) + Bodies.event("ADDED", tenant("beta", 6)));
    try (World world = World.of(Recording.open(file))) {
      assertThat(world.text("/apis/example.com/v1"))
          .contains("{\"name\":\"tenants\",\"singularName\":\"tenant\",\"namespaced\":false,");
      assertThat(world.text("/apis/example.com/v1/tenants/acme"))
          .isEqualTo(tenant("acme", 5) + "\n");
      assertThat(world.get("/apis/example.com/v1/namespaces/x/tenants/acme").status())
          .isEqualTo(404);
      String first = world.text("/apis/example.com/v1/tenants?limit=1");
      String token = first.replaceFirst("(?s).*\"continue\":\"([^\"]+)\".*", "$1");
      assertThat(world.text("/apis/example.com/v1/tenants?limit=1&continue=" + token))
          .contains("\"items\":[" + tenant("beta", 6) + "]");
    }
  }

  /** Without a request only the kind is known; Kubernetes guesses the plural in the same way. */
  @ParameterizedTest
  @CsvSource({
    "example.com/v1, Ingress, /apis/example.com/v1/namespaces/default/ingresses",
    "example.com/v1, Policy, /apis/example.com/v1/namespaces/default/policies",
    "example.com/v1, Widget, /apis/example.com/v1/namespaces/default/widgets",
    "v1, Service, /api/v1/namespaces/default/services",
    "apps/v1, Deployment, /apis/apps/v1/namespaces/default/deployments",
    "autoscaling/v9, HorizontalPodAutoscaler,"
        + " /apis/autoscaling/v9/namespaces/default/horizontalpodautoscalers",
  })
  void a_bare_file_is_served_under_the_plural_of_its_kind(
      String apiVersion, String kind, String path) throws IOException {
    Path file = folder.resolve("bare.log");
    Files.writeString(
        file,
        Bodies.event(
            "ADDED",
            Bodies.object("a", 1, "x")
                .replace("\"Endpoints\"", "\"" + kind + "\"")
                .replace("\"v1\"", "\"" + apiVersion + "\"")));
    try (World world = World.of(Recording.open(file))) {
      assertThat(world.get(path).status()).isEqualTo(200);
      assertThat(world.text(path)).contains("\"name\":\"a\"");
    }
  }

  @Test
  void the_namespaces_themselves_are_a_resource_too() throws IOException {
    Path file = folder.resolve("namespaces.log");
    Files.writeString(
        file,
        Bodies.event(
            "ADDED",
            tenant("shop", 5).replace("example.com/v1", "v1").replace("Tenant", "Namespace")));
    try (World world = World.of(Recording.open(file))) {
      assertThat(world.text("/api/v1/namespaces")).contains("\"kind\":\"NamespaceList\"");
      assertThat(world.text("/api/v1/namespaces/shop")).contains("\"name\":\"shop\"");
    }
  }

  @Test
  void what_was_not_recorded_is_not_served() throws IOException {
    try (World world = World.of(Recordings.open("passport-auth"))) {
      assertThat(world.get("/api/v1/pods").status()).isEqualTo(404);
      assertThat(world.get("/apis/apps/v1/deployments").status()).isEqualTo(404);
    }
  }

  @Test
  void a_null_creation_time_is_told_only_by_versions_that_tell_it() throws IOException {
    Path file = folder.resolve("jobs.log");
    Files.writeString(
        file,
        Bodies.event(
            "ADDED",
            tenant("a", 5).replace("example.com/v1", "batch/v1").replace("Tenant", "Job")));
    ReplayOptions modern = ReplayOptions.DEFAULTS.withVersion(KubernetesVersion.parse("1.35"));
    try (World world = World.of(modern, Recording.open(file))) {
      assertThat(world.story("/apis/batch/v1/jobs?watch=1&allowWatchBookmarks=1&resourceVersion=5"))
          .contains(
              "\"metadata\":{\"resourceVersion\":\"5\"},"
                  + "\"spec\":{\"template\":{\"metadata\":{},\"spec\":{\"containers\":null}}},\"status\":{}");
    }
  }
}
