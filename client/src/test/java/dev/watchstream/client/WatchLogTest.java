package dev.watchstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.client.WatchNotice.End;
import dev.watchstream.client.WatchNotice.Ended;
import dev.watchstream.client.WatchNotice.Opened;
import dev.watchstream.client.WatchNotice.Request;
import dev.watchstream.client.WatchNotice.Synced;
import dev.watchstream.client.time.WatchTime;
import dev.watchstream.parser.ParserOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

/** What a watch logs. */
class WatchLogTest {
  private final Lines lines = new Lines();
  private final List<WatchNotice> told = new ArrayList<>();
  private final WatchLog log = new WatchLog(lines, "api:6443/api/v1/endpoints", told::add);

  @Test
  void whatIsAsItShouldBeIsForDebugging() {
    log.onNotice(new Synced("9", false));
    log.onNotice(new Opened("9", "h2"));
    log.onNotice(new Ended(Request.WATCH, End.CLEAN, "timeout", null, Duration.ZERO));
    log.onNotice(new WatchNotice.Stopped());

    assertThat(lines.said)
        .containsExactly(
            "DEBUG api:6443/api/v1/endpoints: the state was read at version 9",
            "DEBUG api:6443/api/v1/endpoints: the server answers, h2",
            "DEBUG api:6443/api/v1/endpoints: watch: timeout; again in 0 ms",
            "DEBUG api:6443/api/v1/endpoints: stopped");
    assertThat(told).hasSize(4);
  }

  @Test
  void troubleIsToldAndItsEndOnce() {
    log.onNotice(new Ended(Request.LIST, End.REFUSED, "HTTP 503", null, Duration.ofSeconds(2)));
    log.onNotice(new Opened("9", "h2"));
    log.onNotice(new Opened("12", "h2"));
    log.onNotice(new Synced("20", true));
    log.onNotice(new WatchNotice.Warning("nobody checks the certificate"));

    assertThat(lines.said)
        .containsExactly(
            "INFO api:6443/api/v1/endpoints: list: HTTP 503; again in 2000 ms",
            "INFO api:6443/api/v1/endpoints: the server answers, h2",
            "DEBUG api:6443/api/v1/endpoints: the server answers, h2",
            "INFO api:6443/api/v1/endpoints: the state was read at version 20",
            "WARNING api:6443/api/v1/endpoints: nobody checks the certificate");
  }

  @Test
  void aFailureIsAnError() {
    log.failed(new IllegalStateException("the listener's"));

    assertThat(lines.said)
        .containsExactly(
            "ERROR api:6443/api/v1/endpoints: the watch failed"
                + " java.lang.IllegalStateException: the listener's");
  }

  @Test
  void theTitleSaysWhatIsWatchedAndWhere() throws Exception {
    ApiServer server = ApiServer.at("http://127.0.0.1:1/base").build();
    WatchSettings settings =
        new WatchSettings(
            server,
            new WatchTarget(false, "default", "a", null),
            EndpointsWatch.InitialState.LIST,
            ParserOptions.defaults(),
            0,
            1,
            true,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            WatchTime.system(),
            new Random(1),
            null);
    assertThat(settings.title())
        .isEqualTo(
            "127.0.0.1:1/base/api/v1/namespaces/default/endpoints"
                + "?fieldSelector=metadata.name=a");
  }

  private static final class Lines implements System.Logger {
    private final List<String> said = new ArrayList<>();

    @Override
    public String getName() {
      return "lines";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
      said.add(level + " " + message + (thrown == null ? "" : " " + thrown));
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... params) {
      said.add(level + " " + format);
    }
  }
}
