package dev.watchstream.replay.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.replay.engine.ReplayEngine;
import dev.watchstream.replay.engine.ReplayOptions;
import dev.watchstream.replay.faults.FaultRule;
import dev.watchstream.replay.faults.FaultyServer;
import dev.watchstream.replay.http.HttpOptions;
import dev.watchstream.replay.http.HttpServer;
import dev.watchstream.replay.http.ServerTls;
import dev.watchstream.replay.model.ReceivedRequest;
import dev.watchstream.replay.model.Speed;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A whole server at full speed. */
record Served(ReplayEngine engine, HttpServer http) implements AutoCloseable {
  /** Without a fault. */
  static final String NOTHING = "nothing";

  static Served plain(String recording, String... faults) throws IOException {
    return of(recording, HttpOptions.loopback(), faults);
  }

  /** With TLS, and HTTP/2 for the clients that support it. */
  static Served encrypted(String recording, String... faults) throws IOException {
    return of(
        recording,
        HttpOptions.loopback().withTls(ServerTls.generated(List.of(), Instant.now())),
        faults);
  }

  static Served of(String recording, HttpOptions options, String... faults) throws IOException {
    return of(Recordings.find(recording).orElseThrow(), options, faults);
  }

  static Served of(Recording recording, HttpOptions options, String... faults) throws IOException {
    return of(recording, ReplayOptions.DEFAULTS, options, faults);
  }

  static Served of(Recording recording, ReplayOptions replay, HttpOptions options, String... faults)
      throws IOException {
    ReplayEngine engine = ReplayEngine.open(List.of(recording), replay.withSpeed(Speed.MAX));
    List<FaultRule> rules =
        Arrays.stream(faults).filter(f -> !f.equals(NOTHING)).map(FaultRule::parse).toList();
    return new Served(
        engine,
        HttpServer.start(new FaultyServer(engine, engine, rules, System::nanoTime, true), options));
  }

  String url() {
    return http.baseUrl();
  }

  void assertRequestsAtMost(int most) {
    List<ReceivedRequest> requests = http.journal().requests();
    assertThat(requests)
        .as(
            String.join(
                "\n",
                requests.stream()
                    .map(r -> r.protocol() + " " + r.path() + "?" + r.query())
                    .toList()))
        .hasSizeLessThanOrEqualTo(most);
  }

  @Override
  public void close() throws IOException {
    http.close();
    engine.close();
  }
}
