package dev.watchstream.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.testing.Bodies;
import dev.watchstream.replay.testing.Bodies.At;
import dev.watchstream.replay.testing.World;
import dev.watchstream.replay.version.FeatureGate;
import dev.watchstream.replay.version.KubernetesVersion;
import dev.watchstream.replay.version.ServerProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** What depends on the played Kubernetes version: the same requests, sent to each. */
class ServerVersionsTest {
  @TempDir private Path folder;

  private static final String LIST = "/api/v1/namespaces/default/endpoints";
  private static final String WATCH_LIST =
      LIST
          + "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
          + "&allowWatchBookmarks=1&timeoutSeconds=5";

  @ParameterizedTest
  @CsvFileSource(
      resources = "/conformance/server-versions.tsv",
      delimiter = '\t',
      numLinesToSkip = 1)
  void a_version_is_played_wholly(
      String version,
      String watchList,
      boolean auditId,
      boolean warning,
      int badListVersion,
      boolean nullCreationTimestamp,
      String singularName,
      boolean emulation,
      boolean initialEventsByKey,
      boolean watchListGzip,
      int exactFuture,
      int exactOldOfOne,
      boolean tellsTypes,
      int streams,
      String aggregated,
      String unknownGroup,
      String endOfState)
      throws IOException {
    ReplayOptions options = ReplayOptions.DEFAULTS.withVersion(KubernetesVersion.parse(version));
    try (World world = World.shipped(options, "one-pod-rollout")) {
      ApiResponse.Whole list = world.get(LIST);
      assertThat(World.header(list, "Audit-Id") != null).isEqualTo(auditId);
      assertThat(World.header(list, "Warning"))
          .isEqualTo(
              warning
                  ? "299 - \"v1 Endpoints is deprecated in v1.33+;"
                      + " use discovery.k8s.io/v1 EndpointSlice\""
                  : null);
      assertThat(world.get(LIST + "?resourceVersion=abc").status()).isEqualTo(badListVersion);
      String exact = "?resourceVersionMatch=Exact&resourceVersion=";
      assertThat(world.get(LIST + exact + "99999").status()).isEqualTo(exactFuture);
      assertThat(world.get(LIST + exact + "1").status()).isEqualTo(410);
      assertThat(world.get(LIST + exact + "1&fieldSelector=metadata.name=passport-auth").status())
          .isEqualTo(exactOldOfOne);
      assertThat(world.text(LIST, "Accept: text/html").contains("Available representations"))
          .isEqualTo(tellsTypes);
      assertThat(world.engine.server().maxStreams()).isEqualTo(streams);
      String discovery = ";g=apidiscovery.k8s.io;as=APIGroupDiscoveryList;v=";
      String all = "application/json%1$sv2,application/json%1$sv2beta1,application/json";
      assertThat(world.text("/api", "Accept: " + all.formatted(discovery)))
          .startsWith(
              aggregated.equals("plain")
                  ? "{\"kind\":\"APIVersions\""
                  : "{\"kind\":\"APIGroupDiscoveryList\",\"apiVersion\":\"apidiscovery.k8s.io/"
                      + aggregated
                      + "\"");
      assertThat(world.text("/apis/nope.example.com/v1"))
          .startsWith(unknownGroup.equals("text") ? "404 page not found" : "{\"kind\":\"Status\"");
      assertThat(World.text(world.get("/api/v1").body()))
          .contains("\"singularName\":\"" + (singularName == null ? "" : singularName) + "\"");
      String told = World.text(world.get("/version").body());
      assertThat(told).contains("\"gitVersion\": \"v" + version + ".0\"");
      assertThat(told.contains("emulationMinor")).isEqualTo(emulation);

      String watch = LIST + "?watch=1&allowWatchBookmarks=1&timeoutSeconds=5";
      assertThat(World.header(world.watch(watch), "X-Kubernetes-Pf-Flowschema-Uid") != null)
          .as("a watch tells its flow where it has an Audit-Id")
          .isEqualTo(auditId);
      List<String> bookmarks =
          world.story(watch).lines().filter(line -> line.contains("BOOKMARK")).toList();
      assertThat(bookmarks)
          .isNotEmpty()
          .allMatch(line -> line.contains("\"creationTimestamp\":null") == nullCreationTimestamp);
      assertThat(bookmarks.get(0).contains("initial-events-end"))
          .as("without a version a watch is told where the state ends, unasked")
          .isEqualTo(watchList.equals("served"));
      if (watchList.equals("served")) {
        String story = world.story(WATCH_LIST);
        String marker = story.lines().toList().get(1);
        assertThat(marker).contains("initial-events-end");
        assertThat(marker.contains("creationTimestamp")).isEqualTo(nullCreationTimestamp);
        assertThat(world.watch(WATCH_LIST, "Accept-Encoding: gzip").gzip())
            .isEqualTo(watchListGzip);
      } else {
        ApiResponse.Whole refused = world.get(WATCH_LIST);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(World.text(refused.body()))
            .contains(
                watchList.equals("refused")
                    ? "unless the WatchList feature gate is enabled"
                    : "resourceVersionMatch is forbidden for watch\"");
      }
    }
    if (endOfState != null) {
      try (World world =
              World.shipped(options.withGate(FeatureGate.WATCH_LIST, true), "one-pod-rollout");
          WatchBody body = world.watch(WATCH_LIST).body()) {
        body.next(); // the one object that is there
        assertThat(body.next())
            .isInstanceOf(endOfState.equals("at once") ? Frame.Chunk.class : Frame.Later.class);
      }
    }
    try (World world = World.of(options, twoNamespaces())) {
      List<String> told =
          initialEventsByKey
              ? List.of("ADDED 12", "ADDED 13", "ADDED 11", "MODIFIED 20")
              : List.of("ADDED 11", "ADDED 13", "ADDED 12", "MODIFIED 20");
      String watch = "/api/v1/endpoints?watch=1&timeoutSeconds=5";
      assertThat(World.summary(world.story(watch))).isEqualTo(told);
      assertThat(World.summary(world.story(watch + "&allowWatchBookmarks=1")))
          .filteredOn(event -> !event.startsWith("BOOKMARK"))
          .isEqualTo(told);
      assertThat(world.text("/api/v1/endpoints"))
          .as("lists are by key in every version")
          .containsSubsequence("\"12\"", "\"13\"", "\"11\"");
    }
  }

  /** As 1.20 sent them: in no order. By key, {@code -} comes before {@code /}. */
  private Recording twoNamespaces() throws IOException {
    return Bodies.watch(
        folder,
        "two-namespaces",
        new At(0, added("a", "x", 11) + added("a-b", "y", 13) + added("a-b", "x", 12)),
        new At(2, Bodies.event("MODIFIED", Bodies.object("a", "x", "uid-a-x", 20, "two"))));
  }

  private static String added(String namespace, String name, long version) {
    String uid = "uid-" + namespace + "-" + name;
    return Bodies.event("ADDED", Bodies.object(namespace, name, uid, version, "one"));
  }

  @ParameterizedTest
  @CsvSource({
    "1.37, v1.37.0, 37",
    "v1.34.3-eks-1234567, v1.34.3-eks-1234567, 34",
    "1.21.3+k3s1, 1.21.3+k3s1, 21"
  })
  void a_managed_clusters_version_is_read_as_kubernetes(String text, String git, int minor) {
    assertThat(KubernetesVersion.parse(text)).isEqualTo(new KubernetesVersion(minor, git));
  }

  @ParameterizedTest
  @CsvSource({"1.20", "1.39", "2.1", "latest"})
  void what_cannot_be_played_is_refused(String text) {
    assertThatThrownBy(() -> KubernetesVersion.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.21 to 1.38");
  }

  @Test
  void a_gate_is_set_on_top_of_the_version_that_knows_it() {
    Map<FeatureGate, Boolean> off = Map.of(FeatureGate.WATCH_LIST, false);
    assertThat(ServerProfile.of(KubernetesVersion.parse("1.37"), off).watchList())
        .isEqualTo(ServerProfile.WatchList.REFUSED);
    assertThatThrownBy(() -> ServerProfile.of(KubernetesVersion.parse("1.21"), off))
        .hasMessage("Kubernetes 1.21 has no feature gate WatchList");
  }

  @Test
  void a_recording_that_says_nothing_is_played_as_a_recent_version() throws IOException {
    try (World world = World.shipped("passport-auth")) {
      assertThat(World.text(world.get("/version").body())).contains("v1.37.0");
    }
  }
}
