package dev.watchstream.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Captures;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.RecordingInfo.Ended;
import dev.watchstream.fixtures.RecordingInfo.Request;
import dev.watchstream.fixtures.RecordingInfo.Response;
import dev.watchstream.fixtures.RecordingWriter;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.testing.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every request of the captures, sent again: {@code conformance/requests.tsv}. The served history
 * is the list in the captures. Intended differences are in {@code conformance/differs.tsv}, with
 * their reasons, and have to exist.
 */
class ConformanceTest {
  private static final String LIST = "03-api/limit-negative.http";

  private static final Pattern DATE = Pattern.compile("(?i)\r\ndate: (\\V+)");

  private static final List<String> HEADERS =
      List.of(
          "cache-control",
          "content-type",
          "content-encoding",
          "retry-after",
          "vary",
          "x-content-type-options");

  @TempDir static Path folder;

  record Case(String capture, String method, String request, List<String> headers, String served) {
    @Override
    public String toString() {
      return capture;
    }
  }

  record Difference(String capture, int status, String holds, String reason) {
    @Override
    public String toString() {
      return capture + ": " + reason;
    }
  }

  record Answered(int status, Map<String, String> headers, boolean flowTold, String body) {}

  static List<Case> same() throws IOException {
    Set<String> different = differences().keySet();
    return cases().values().stream().filter(c -> !different.contains(c.capture())).toList();
  }

  static List<Difference> different() throws IOException {
    return List.copyOf(differences().values());
  }

  @Test
  void every_capture_of_a_request_is_asked_again() throws IOException {
    List<String> captured =
        Captures.names().stream()
            .filter(name -> name.matches("0[358]-.*\\.http"))
            // A single client cannot cause the former, and the latter is no HTTP to this server.
            .filter(name -> !name.contains("inflight-429") && !name.contains("plain-http-to-tls"))
            .toList();
    assertThat(cases().keySet()).containsExactlyInAnyOrderElementsOf(captured);
    assertThat(cases().keySet()).containsAll(differences().keySet());
  }

  @ParameterizedTest
  @MethodSource("same")
  void the_answer_is_that_of_a_real_server(Case asked) throws IOException {
    assertThat(answer(asked)).as(asked.capture()).isEqualTo(captured(asked.capture()));
  }

  @ParameterizedTest
  @MethodSource("different")
  void what_is_meant_to_differ_differs_as_it_is_meant_to(Difference difference) throws IOException {
    Answered ours = answer(cases().get(difference.capture()));

    assertThat(ours).isNotEqualTo(captured(difference.capture()));
    assertThat(ours.status()).isEqualTo(difference.status());
    assertThat(ours.body()).contains(difference.holds());
  }

  private static Answered answer(Case asked) throws IOException {
    try (World world = World.of(ReplayOptions.DEFAULTS, served(asked))) {
      ApiResponse.WithHead response =
          world.ask(asked.method(), asked.request(), asked.headers().toArray(String[]::new));
      String body;
      if (response instanceof ApiResponse.Whole whole) {
        byte[] bytes = new byte[whole.body().remaining()];
        whole.body().duplicate().get(bytes);
        body = asked.method().equals("HEAD") ? "" : text(response, bytes);
      } else {
        body = world.story(asked.request(), asked.headers().toArray(String[]::new));
      }
      Map<String, String> headers = new TreeMap<>();
      response.headers().forEach(header -> headers.put(lower(header.name()), header.value()));
      return answered(response.status(), headers, body);
    }
  }

  private static String text(ApiResponse.WithHead response, byte[] bytes) throws IOException {
    return "gzip".equals(World.header(response, "Content-Encoding"))
        ? unzipped(bytes)
        : new String(bytes, StandardCharsets.UTF_8);
  }

  private static Answered captured(String capture) throws IOException {
    byte[] all;
    try (InputStream in = Captures.open(capture)) {
      all = in.readAllBytes();
    }
    String latin = new String(all, StandardCharsets.ISO_8859_1);
    int end = latin.indexOf("\r\n\r\n");
    Map<String, String> headers = new TreeMap<>();
    List<String> lines = latin.substring(0, end).lines().toList();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers.put(lower(line.substring(0, colon)), line.substring(colon + 1).strip());
    }
    byte[] body = Arrays.copyOfRange(all, end + 4, all.length);
    String text =
        headers.containsKey("content-encoding")
            ? unzipped(body)
            : new String(body, StandardCharsets.UTF_8);
    if (capture.endsWith("-raw.http")) {
      text = text.replaceAll("(?m)^[0-9a-f]+\r\n|^\r\n", "").replace("\r\n", "");
    }
    int status = Integer.parseInt(lines.get(0).replaceFirst("HTTP/\\S+ (\\d+).*", "$1"));
    return answered(status, headers, text);
  }

  private static Answered answered(int status, Map<String, String> headers, String body) {
    boolean flowTold =
        headers.containsKey("x-kubernetes-pf-flowschema-uid")
            && headers.containsKey("x-kubernetes-pf-prioritylevel-uid");
    headers.keySet().retainAll(HEADERS);
    return new Answered(status, headers, flowTold, body);
  }

  private static String unzipped(byte[] bytes) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A captured list under the case's version, or a captured object, at the case's time. */
  private static Recording served(Case asked) throws IOException {
    Path made = folder.resolve(asked.capture().replace('/', '-'));
    if (!Files.exists(made)) {
      String body =
          asked.served().endsWith(".http")
              ? captured(asked.served()).body()
              : captured(LIST)
                  .body()
                  .replaceFirst(
                      "\"resourceVersion\":\"\\d+\"",
                      "\"resourceVersion\":\"" + asked.served() + "\"");
      RecordingInfo info =
          RecordingInfo.of(
              new Request("GET", "/api/v1/namespaces/default/endpoints", null),
              new Response(200, List.of()),
              "v1.21.3+k3s1",
              date(asked.capture()));
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      try (RecordingWriter writer = RecordingWriter.create(made, info)) {
        writer.append(0, bytes, 0, bytes.length);
        writer.close(Ended.CLEAN);
      }
    }
    return Recording.open(made);
  }

  /** When the real server answered, which the ages in tables refer to. */
  private static Instant date(String capture) throws IOException {
    try (InputStream in = Captures.open(capture)) {
      String head = new String(in.readNBytes(1000), StandardCharsets.ISO_8859_1);
      Matcher matcher = DATE.matcher(head);
      assertThat(matcher.find()).as(capture).isTrue();
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(matcher.group(1), Instant::from);
    }
  }

  private static Map<String, Case> cases() throws IOException {
    Map<String, Case> cases = new LinkedHashMap<>();
    for (List<String> row : rows("requests.tsv")) {
      cases.put(
          row.get(0),
          new Case(
              row.get(0),
              row.get(1),
              row.get(2),
              Arrays.asList(row.get(3).split(" \\| ", -1)),
              row.get(4)));
    }
    return cases;
  }

  private static Map<String, Difference> differences() throws IOException {
    Map<String, Difference> differences = new LinkedHashMap<>();
    for (List<String> row : rows("differs.tsv")) {
      differences.put(
          row.get(0),
          new Difference(row.get(0), Integer.parseInt(row.get(1)), row.get(2), row.get(3)));
    }
    return differences;
  }

  private static List<List<String>> rows(String table) throws IOException {
    try (InputStream in = ConformanceTest.class.getResourceAsStream("/conformance/" + table)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> Arrays.asList(line.split("\t", -1)))
          .toList();
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
