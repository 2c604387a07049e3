package dev.watchstream.replay.engine;

import static dev.watchstream.replay.testing.Bodies.event;
import static dev.watchstream.replay.testing.Bodies.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Captures;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.resource.TableCells;
import dev.watchstream.replay.testing.Bodies;
import dev.watchstream.replay.testing.Bodies.At;
import dev.watchstream.replay.testing.World;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListTest {
  private static final String ENDPOINTS = "/api/v1/namespaces/default/endpoints";
  private static final String TABLE = "Accept: application/json;as=Table;v=v1;g=meta.k8s.io";

  @TempDir Path folder;

  @Test
  void the_bytes_of_an_object_are_the_recorded_ones_whatever_members_it_has() throws IOException {
    String odd =
        "{\"zzz\":[1.0e2,\"\\u00e9\\/\",{\"kind\":\"x\"}],\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"odd\","
            + "\"namespace\":\"default\",\"resourceVersion\":\"5\",\"name2\":\"é\"},\"apiVersion\":\"v1\",\"after\":true}";
    try (World world = world(event("ADDED", odd))) {
      assertThat(world.text(ENDPOINTS + "/odd")).isEqualTo(odd + "\n");
      assertThat(world.text(ENDPOINTS))
          .isEqualTo(
              "{\"kind\":\"EndpointsList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"5\"},\"items\":["
                  + odd.replace("\"kind\":\"Endpoints\",", "").replace("\"apiVersion\":\"v1\",", "")
                  + "]}\n");
    }
  }

  @Test
  void a_list_of_more_than_a_megabyte_is_not_made_on_the_thread_that_asks() throws IOException {
    String large =
        "{\"kind\":\"Endpoints\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"large\","
            + "\"namespace\":\"default\",\"resourceVersion\":\"5\",\"annotations\":{\"a\":\""
            + "x".repeat(1 << 20)
            + "\"}}}";
    try (World world = world(event("ADDED", large))) {
      ApiRequest list = new ApiRequest("GET", ENDPOINTS, null, List.of());
      assertThat(world.engine.answer(list)).isInstanceOf(ApiResponse.Deferred.class);
      assertThat(world.text(ENDPOINTS)).contains("x".repeat(1 << 20));
      ApiRequest table =
          new ApiRequest(
              "GET",
              ENDPOINTS,
              "limit=1",
              List.of(new Header("Accept", TABLE.substring(TABLE.indexOf(' ') + 1))));
      assertThat(world.engine.answer(table)).isInstanceOf(ApiResponse.Deferred.class);
    }
  }

  @Test
  void a_pretty_body_is_told_on_one_line_and_pretty_again_for_curl() throws IOException {
    try (World world = World.shipped("userdoor")) {
      String recorded;
      try (InputStream in = Recordings.open("userdoor").openBody()) {
        recorded = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
      assertThat(world.text(ENDPOINTS + "/userdoor", "User-Agent: curl/8.1"))
          .isEqualTo(recorded.strip());
      assertThat(world.text(ENDPOINTS + "/userdoor", "Accept: application/json;pretty=1"))
          .isEqualTo(recorded.strip());
      assertThat(world.text(ENDPOINTS + "/userdoor", "Accept: application/json;pretty=true"))
          .as("Kubernetes knows but the 1 there")
          .hasLineCount(1);
      assertThat(world.text(ENDPOINTS + "/userdoor")).hasLineCount(1);
      assertThat(world.story(ENDPOINTS + "?watch=1"))
          .hasLineCount(1)
          .startsWith("{\"type\":\"ADDED\",\"object\":{\"kind\"");
    }
  }

  @Test
  void pages_of_all_namespaces_together_are_the_list() throws IOException {
    StringBuilder events = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (String namespace : List.of("b", "a-b", "a")) {
      for (String name : List.of("y", "x-1", "x")) {
        events.append(event("ADDED", object(namespace, name, "u", 9, "v")));
        expected.add(namespace + "/" + name);
      }
    }
    expected.sort(null);
    List<String> found = new ArrayList<>();
    try (World world = world(events.toString())) {
      String token = "";
      int remaining = 9;
      do {
        String page = world.text("/api/v1/endpoints?limit=2&continue=" + token);
        Matcher item =
            Pattern.compile("\"name\":\"([^\"]+)\",\"namespace\":\"([^\"]+)\"").matcher(page);
        while (item.find()) {
          found.add(item.group(2) + "/" + item.group(1));
          remaining--;
        }
        Matcher next =
            Pattern.compile("\"continue\":\"([^\"]+)\",\"remainingItemCount\":(\\d+)")
                .matcher(page);
        token = next.find() ? next.group(1) : "";
        assertThat(token.isEmpty() ? 0 : Integer.parseInt(next.group(2))).isEqualTo(remaining);
      } while (!token.isEmpty());
    }
    assertThat(found).hasSize(9).doesNotHaveDuplicates().containsAll(expected);
  }

  @Test
  void a_token_that_was_not_made_here_is_a_bad_request() throws IOException {
    try (World world = World.shipped("one-pod-rollout")) {
      for (String json :
          List.of(
              "{}",
              "[]",
              "{\"v\":\"meta.k8s.io/v2\",\"rv\":1167,\"start\":\"a\\u0000\"}",
              "{\"v\":\"meta.k8s.io/v1\",\"rv\":0,\"start\":\"a\\u0000\"}",
              "{\"v\":\"meta.k8s.io/v1\",\"rv\":1167,\"start\":\"\"}",
              "{\"v\":\"meta.k8s.io/v1\",\"rv\":1167,\"start\":\"../x/a\\u0000\"}",
              "{\"v\":\"meta.k8s.io/v1\",\"rv\":{},\"start\":[]",
              "{\"v\":[1],\"rv\":1167,\"start\":\"a\\u0000\"}",
              "{\"v\":{\"a\":1},\"rv\":1167,\"start\":\"a\\u0000\"}",
              "")) {
        String token = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        ApiResponse.Whole answer = world.get(ENDPOINTS + "?limit=1&continue=" + token + "x");
        assertThat(answer.status()).as(json).isEqualTo(400);
        token = token.isEmpty() ? "%00" : token;
        answer = world.get(ENDPOINTS + "?limit=1&continue=" + token);
        assertThat(answer.status()).as(json).isEqualTo(400);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "x{}, invalid character 'x' looking for beginning of value",
        "{\"v\":, unexpected end of JSON input",
        "{\"v\"x, it is not JSON"
      })
  void what_is_wrong_with_a_token_is_said(String json, String words) throws IOException {
    String token = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    try (World world = World.shipped("one-pod-rollout")) {
      assertThat(world.text(ENDPOINTS + "?limit=1&continue=" + token))
          .contains("invalid continue token: continue key is not valid: " + words);
    }
  }

  @Test
  void a_table_of_slices_has_the_cells_that_kubectl_printed_for_them() throws IOException {
    Path list = folder.resolve("slices.json");
    try (InputStream in = Captures.open("06-kubectl/get-slices-json.out")) {
      // kubectl builds a list of its own, which has no version.
      Files.write(list, in.readAllBytes());
    }
    List<String> printed;
    try (InputStream in = Captures.open("06-kubectl/get-slices.out")) {
      printed =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .skip(1)
              .map(line -> line.replaceAll(" {2,}", "|").replaceFirst("\\|[^|]*$", ""))
              .toList();
    }
    try (World world = World.of(Recording.open(list))) {
      String table =
          world.text("/apis/discovery.k8s.io/v1/namespaces/default/endpointslices", TABLE);
      List<String> rows = new ArrayList<>();
      Matcher cells = Pattern.compile("\"cells\":\\[\"(.*?)\",\"[^\"]*\"\\]").matcher(table);
      while (cells.find()) {
        rows.add(
            cells.group(1).replace("\",\"", "|").replace("\\u003c", "<").replace("\\u003e", ">"));
      }
      assertThat(rows).hasSize(16).isEqualTo(printed);
    }
  }

  @Test
  void the_cell_of_endpoints_shows_three_addresses_and_counts_the_rest() throws IOException {
    String two =
        "\"subsets\":[{\"addresses\":[{\"ip\":\"1.1.1.1\"},{\"ip\":\"::1\"}],\"ports\":[{\"port\":80},{\"name\":\"x\",\"port\":81}]}]";
    try (World world =
        world(
            event("ADDED", with(object("many", 2, "v"), two))
                + event("ADDED", with(object("none", 3, "v"), "\"subsets\":null"))
                + event(
                    "ADDED",
                    with(
                        object("unready", 4, "v"),
                        "\"subsets\":[{\"notReadyAddresses\":[{\"ip\":\"1.1.1.1\"}],\"ports\":[{\"port\":80}]}]"))
                + event(
                    "ADDED",
                    with(
                        object("portless", 5, "v"),
                        "\"subsets\":[{\"addresses\":[{\"ip\":\"1.1.1.1\"}]}]")))) {
      assertThat(world.text(ENDPOINTS, TABLE))
          .contains(
              "[\"many\",\"1.1.1.1:80,[::1]:80,1.1.1.1:81 + 1 more...\",\"\\u003cunknown\\u003e\"]",
              "[\"none\",\"\\u003cnone\\u003e\",",
              "[\"unready\",\"\",",
              "[\"portless\",\"1.1.1.1\",");
    }
  }

  @Test
  void ages_are_written_as_kubectl_writes_them() {
    assertThat(
            List.of(
                    -5,
                    -1,
                    0,
                    119,
                    120,
                    125,
                    599,
                    600,
                    10_799,
                    10_800,
                    11_100,
                    28_800,
                    172_799,
                    172_800,
                    180_000,
                    691_200,
                    63_072_000,
                    67_000_000,
                    252_288_000)
                .stream()
                .map(seconds -> TableCells.age(Duration.ofSeconds(seconds))))
        .containsExactly(
            "<invalid>",
            "0s",
            "0s",
            "119s",
            "2m",
            "2m5s",
            "9m59s",
            "10m",
            "179m",
            "3h",
            "3h5m",
            "8h",
            "47h",
            "2d",
            "2d2h",
            "8d",
            "2y",
            "2y45d",
            "8y");
  }

  @Test
  void large_answers_are_compressed_for_who_takes_gzip() throws IOException {
    try (World world = World.shipped("fleet-rollout")) {
      assertThat(
              World.header(
                  world.get(ENDPOINTS + "/fleet", "Accept-Encoding: deflate, gzip"),
                  "Content-Encoding"))
          .isEqualTo("gzip");
      for (String refused : List.of("identity", "gzip;q=0", "gzip; q=0.0", "br", "")) {
        assertThat(
                World.header(
                    world.get(ENDPOINTS + "/fleet", "Accept-Encoding: " + refused),
                    "Content-Encoding"))
            .as(refused)
            .isNull();
      }
    }
  }

  private static String with(String object, String member) {
    return object.substring(0, object.length() - 1) + "," + member + "}";
  }

  private World world(String body) throws IOException {
    return World.of(Bodies.watch(folder, "made", new At(0, body)));
  }
}
