package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.cli.page.Connections;
import dev.watchstream.cli.page.PageServer;
import dev.watchstream.cli.page.ReplayPlayer;
import dev.watchstream.cli.page.WatchStory;
import dev.watchstream.client.WatchNotice;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.model.Speed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The responses of the page's server, and which clients get them. */
@Timeout(120)
class PageTest {

  private ReplayServer server;
  private ReplayPlayer player;
  private PageServer page;

  @BeforeEach
  void start() throws IOException {
    server =
        ReplayServer.of("one-pod-rollout")
            .port(0)
            .sharedClock(true)
            .startPaused(true)
            .speed(Speed.parse("1000"))
            .start();
    player = new ReplayPlayer("one-pod-rollout", server, new Connections());
    page = PageServer.start(0, player.feed(), player, null);
    player.follow();
  }

  @AfterEach
  void close() {
    page.close();
    server.close();
  }

  /** The head and the body of a response. */
  private static String ask(String url, String method, String path, String... headers)
      throws IOException {
    URI uri = URI.create(url);
    StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    boolean hasHost = false;
    for (String header : headers) {
      hasHost |= header.startsWith("Host:");
      request.append(header).append("\r\n");
    }
    request.append(hasHost ? "" : "Host: " + uri.getAuthority() + "\r\n");
    request.append("Connection: close\r\nContent-Length: 0\r\n\r\n");
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.toString().getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Host: evil.example, 403",
    "Host: evil.example:80, 403",
    "Origin: http://evil.example, 403",
    "Origin: null, 403",
    "Sec-Fetch-Site: cross-site, 403",
    "Sec-Fetch-Site: same-site, 403",
    "Sec-Fetch-Site: same-origin, 200",
    "Accept: */*, 200"
  })
  void only_a_browser_of_this_machine_and_its_own_page_may_ask(String header, int status)
      throws IOException {
    assertThat(ask(page.url(), "GET", "/", header)).startsWith("HTTP/1.1 " + status);
    assertThat(ask(page.url(), "POST", "/control/resume", header)).startsWith("HTTP/1.1 " + status);
    assertThat(server.isPaused()).isEqualTo(status == 403);
  }

  @Test
  void where_there_is_a_token_it_is_asked_for() throws IOException {
    try (PageServer guarded = PageServer.start(0, player.feed(), player, "s3cret")) {
      assertThat(ask(guarded.url(), "GET", "/"))
          .startsWith("HTTP/1.1 401")
          .containsIgnoringCase("www-authenticate: Basic")
          .doesNotContain("s3cret");
      String basic =
          Base64.getEncoder().encodeToString("me:s3cret".getBytes(StandardCharsets.UTF_8));
      String wrong =
          Base64.getEncoder().encodeToString("me:other".getBytes(StandardCharsets.UTF_8));
      assertThat(ask(guarded.url(), "GET", "/", "Authorization: Basic " + basic))
          .startsWith("HTTP/1.1 200");
      assertThat(ask(guarded.url(), "GET", "/", "Authorization: Bearer s3cret"))
          .startsWith("HTTP/1.1 200");
      assertThat(ask(guarded.url(), "POST", "/control/resume", "Authorization: Basic " + wrong))
          .startsWith("HTTP/1.1 401");
      assertThat(ask(guarded.url(), "GET", "/", "Authorization: Basic %%%"))
          .startsWith("HTTP/1.1 401");
    }
  }

  @Test
  void a_story_at_its_end_begins_anew_for_a_client_that_watches_when_the_loop_is_switched_on()
      throws Exception {
    try (ReplayServer looping =
            ReplayServer.of("one-pod-rollout")
                .port(0)
                .sharedClock(true)
                .startPaused(true)
                .loop(true)
                .start();
        PageServer pageOf = pageOf(looping)) {
      looping.setLoop(false);
      looping.seek(Duration.ofHours(1));
      URLConnection watch =
          URI.create(looping.baseUrl() + "/api/v1/watch/namespaces/default/endpoints")
              .toURL()
              .openConnection();
      watch.setReadTimeout(60_000);
      try (BufferedReader events =
          new BufferedReader(
              new InputStreamReader(watch.getInputStream(), StandardCharsets.UTF_8))) {
        String last = events.readLine();
        assertThat(last).contains("\"ADDED\"");
        assertThat(looping.awaitStoryTold(Duration.ofSeconds(60))).isTrue();
        looping.resume();
        assertThat(ask(pageOf.url(), "POST", "/control/loop?value=yes"))
            .startsWith("HTTP/1.1 400")
            .contains("expected on or off, not 'yes'");
        assertThat(ask(pageOf.url(), "POST", "/control/loop?value=on")).startsWith("HTTP/1.1 200");
        assertThat(looping.loops()).isTrue();
        String first = events.readLine();
        assertThat(first).contains("\"DELETED\"", "cfc9c4687");
        assertThat(version(first)).isGreaterThan(version(last));
        assertThat(events.readLine()).contains("\"ADDED\"");
        assertThat(ask(pageOf.url(), "POST", "/control/speed?value=max"))
            .startsWith("HTTP/1.1 400")
            .contains("a cluster that loops at full speed is nowhere");

        ask(pageOf.url(), "POST", "/control/loop?value=off");
        assertThat(ask(pageOf.url(), "POST", "/control/speed?value=max"))
            .startsWith("HTTP/1.1 200");
        assertThat(looping.awaitStoryTold(Duration.ofSeconds(60))).isTrue();
        assertThat(looping.position()).isNotNull().isLessThan(Duration.ofHours(1));
      }
    }
  }

  private static PageServer pageOf(ReplayServer server) throws IOException {
    ReplayPlayer player = new ReplayPlayer("one-pod-rollout", server, new Connections());
    return PageServer.start(0, player.feed(), player, null);
  }

  private static long version(String event) {
    return Long.parseLong(event.replaceAll(".*?\"resourceVersion\":\"([0-9]+)\".*", "$1"));
  }

  @Test
  void the_buttons_steer_the_clock_and_say_what_is_wrong() throws IOException {
    assertThat(ask(page.url(), "POST", "/control/seek?to=1.5s")).startsWith("HTTP/1.1 200");
    assertThat(server.position()).isEqualTo(Duration.ofMillis(1500));
    ask(page.url(), "POST", "/control/speed?value=2x");
    assertThat(server.speed()).isEqualTo(Speed.parse("2"));
    ask(page.url(), "POST", "/control/faults?fault=cut%40event%3D3");
    assertThat(server.faults()).hasSize(1);
    ask(page.url(), "POST", "/control/faults");
    assertThat(server.faults()).isEmpty();
    assertThat(ask(page.url(), "POST", "/control/seek?to=soon"))
        .startsWith("HTTP/1.1 400")
        .contains("expected seconds such as 12.5s, not 'soon'");
    assertThat(ask(page.url(), "POST", "/control/eject")).startsWith("HTTP/1.1 400");
    assertThat(ask(page.url(), "GET", "/control/pause")).startsWith("HTTP/1.1 405");
    assertThat(ask(page.url(), "GET", "/etc/passwd")).startsWith("HTTP/1.1 404");
  }

  @Test
  void a_page_is_told_the_story_and_how_it_goes_on_and_back() throws IOException {
    player.feed().every(Duration.ofMillis(20), player::follow);
    try (InputStream in = URI.create(page.url() + "events").toURL().openStream();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      assertThat(next(lines, "timeline")).contains("\"title\":\"one-pod-rollout\"");
      assertThat(next(lines, "player")).contains("\"paused\":true");
      server.seek(Duration.ofSeconds(2));
      String pod = "passport-auth-6fcf4d5884-4n2wx";
      for (String change = next(lines, "change");
          !change.contains(pod);
          change = next(lines, "change")) {
        assertThat(change).startsWith("data: {");
      }
      server.seek(Duration.ZERO);
      assertThat(next(lines, "timeline")).doesNotContain(pod);
    }
  }

  @Test
  void a_page_goes_on_past_objects_of_other_kinds(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("pods.ndjson");
    Files.writeString(
        file,
        """
        {"type":"ADDED","object":{"kind":"Pod","apiVersion":"v1","metadata":{"name":"web-1",\
        "namespace":"default","uid":"u","resourceVersion":"1"}}}
        """);
    try (ReplayServer pods =
        ReplayServer.of(Recording.open(file)).port(0).sharedClock(true).start()) {
      ReplayPlayer shown = new ReplayPlayer("pods", pods, new Connections());
      try (PageServer live = PageServer.start(0, shown.feed(), shown, null)) {
        shown.follow();
        assertThat(ask(live.url(), "GET", "/")).startsWith("HTTP/1.1 200");
      }
    }
  }

  private static String next(BufferedReader lines, String event) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals("event: " + event)) {
        return lines.readLine();
      }
    }
    throw new AssertionError("the stream ended before " + event);
  }

  @Test
  void one_page_too_many_is_told_so_and_the_others_go_on() throws IOException {
    List<InputStream> open = new ArrayList<>();
    try {
      for (int i = 0; i < 64; i++) {
        InputStream events = URI.create(page.url() + "events").toURL().openStream();
        open.add(events);
        assertThat(events.read()).isNotNegative();
      }
      for (String path : List.of("/", "/events")) {
        assertThat(ask(page.url(), "GET", path))
            .startsWith("HTTP/1.1 503")
            .contains("64 pages are open, which is the most: close one, and load this again");
      }
      assertThat(ask(page.url(), "POST", "/control/resume")).startsWith("HTTP/1.1 200");
      assertThat(open.get(0).read()).isNotNegative();
    } finally {
      for (InputStream events : open) {
        events.close();
      }
    }
  }

  @Test
  void what_a_watch_may_have_missed_is_marked() throws IOException {
    WatchStory story = new WatchStory("web", Clock.systemUTC());
    story.onNotice(
        new WatchNotice.Change(
            EndpointsEvent.ofEndpoints("default", "web").build(), WatchNotice.Source.INITIAL));
    WatchNotice cut =
        new WatchNotice.Ended(
            WatchNotice.Request.WATCH, WatchNotice.End.CUT, "reset", null, Duration.ZERO);
    story.onNotice(cut);
    story.onNotice(new WatchNotice.Opened("7", "h2"));
    story.onNotice(cut);
    story.onNotice(new WatchNotice.Synced("9", true));
    try (PageServer live = PageServer.start(0, story.feed(), null, null)) {
      assertThat(ask(live.url(), "GET", "/"))
          .containsSubsequence("\"kind\":\"RESUMED\"", "\"kind\":\"RELIST\"")
          .contains("what happened meanwhile is not known");
      assertThat(ask(live.url(), "POST", "/control/pause")).startsWith("HTTP/1.1 404");
    }
  }
}
