package dev.watchstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.cli.metrics.MetricsServer;
import dev.watchstream.cli.metrics.WatchMetrics;
import dev.watchstream.client.WatchNotice;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.stream.EventStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** {@code watch --metrics}. */
class MetricsTest {

  private Instant now = Instant.parse("2026-11-22T09:12:00Z");

  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  private final WatchMetrics metrics = new WatchMetrics(clock);

  private void tell(String type, String subsets) throws IOException {
    String json =
        "{\"type\":\"%s\",\"object\":{\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"web\","
            + "\"namespace\":\"shop\"},\"subsets\":[%s]}}";
    byte[] bytes = json.formatted(type, subsets).getBytes(UTF_8);
    try (EventStream events = EventStream.open(new ByteArrayInputStream(bytes))) {
      StreamEvent event = events.next();
      metrics.onNotice(new WatchNotice.Change((EndpointsEvent) event, WatchNotice.Source.WATCH));
    }
  }

  private String text() {
    return new String(metrics.text(), UTF_8);
  }

  @Test
  void a_service_has_its_counts_while_it_exists() throws IOException {
    tell("ADDED", "{\"addresses\":[{\"ip\":\"1\"},{\"ip\":\"2\"}]}");
    tell("MODIFIED", "{\"addresses\":[{\"ip\":\"1\"}],\"notReadyAddresses\":[{\"ip\":\"2\"}]}");
    String labels = "{kind=\"Endpoints\",namespace=\"shop\",service=\"web\"} ";
    assertThat(text())
        .contains(
            "watchstream_ready_addresses" + labels + "1.0",
            "watchstream_not_ready_addresses" + labels + "1.0",
            "watchstream_terminating_addresses" + labels + "0.0",
            "watchstream_events_total{type=\"MODIFIED\"} 1.0")
        .endsWith("# EOF\n");
    tell("DELETED", "");
    assertThat(text()).doesNotContain("service=\"web\"");
  }

  @Test
  void how_far_it_is_behind_is_since_the_watch_was_cut_off() {
    now = now.plusSeconds(2);
    assertThat(text()).contains("watchstream_seconds_behind 2.0");
    metrics.onNotice(new WatchNotice.Opened("7", "h2"));
    now = now.plusSeconds(60);
    assertThat(text()).contains("watchstream_seconds_behind 0.0", "watchstream_resumes_total 0.0");
    metrics.onNotice(
        new WatchNotice.Ended(
            WatchNotice.Request.WATCH, WatchNotice.End.CUT, "reset", null, Duration.ZERO));
    now = now.plusMillis(1500);
    assertThat(text()).contains("watchstream_seconds_behind 1.5");
    metrics.onNotice(new WatchNotice.Opened("9", "h2"));
    metrics.onNotice(new WatchNotice.Synced("10", true));
    assertThat(text())
        .contains(
            "watchstream_seconds_behind 0.0",
            "watchstream_resumes_total 1.0",
            "watchstream_relists_total 1.0");
  }

  @Test
  void they_are_served_as_openmetrics_to_whoever_is_no_web_page() throws IOException {
    try (MetricsServer server = MetricsServer.start(0, metrics)) {
      URLConnection connection = URI.create(server.url()).toURL().openConnection();
      assertThat(connection.getContentType()).startsWith("application/openmetrics-text");
      assertThat(new String(connection.getInputStream().readAllBytes(), UTF_8))
          .contains("# TYPE watchstream_relists counter");
    }
  }

  @Test
  void a_web_page_gets_none_not_even_under_a_name_that_it_pointed_here() throws IOException {
    try (MetricsServer server = MetricsServer.start(0, metrics)) {
      String own = "127.0.0.1:" + URI.create(server.url()).getPort();
      assertThat(answer(server, "Host: " + own)).startsWith("HTTP/1.1 200");
      assertThat(answer(server, "Host: rebound.example"))
          .startsWith("HTTP/1.1 403")
          .endsWith("ask for it as http://" + own + "/\n");
      assertThat(answer(server, "Host: " + own + "\r\nOrigin: http://other.example"))
          .startsWith("HTTP/1.1 403")
          .endsWith("a web page of http://other.example may not ask here\n");
    }
  }

  private static String answer(MetricsServer server, String headers) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort())) {
      String request = "GET /metrics HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
