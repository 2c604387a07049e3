package dev.watchstream.client.soak;

import dev.watchstream.client.ApiServer;
import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.ReplayServerBuilder;
import dev.watchstream.replay.model.Speed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** The ways from the watch under test to its server. */
enum Route {
  HTTP1,
  /** With TLS, which negotiates the version of HTTP. */
  HTTP2,
  NGINX,
  HAPROXY;

  /** At this speed, four rollouts overlap. */
  private static final Speed SPEED = new Speed(2);

  /** A server with a rollout that never ends, and without faults. */
  ReplayServer serve() throws IOException {
    ReplayServerBuilder server =
        ReplayServer.of("fleet-rollout").sharedClock(true).loop(true).speed(SPEED);
    return (this == HTTP2 ? server.tls() : server).start();
  }

  /** The proxy on the route, already listening. */
  Proxy start(ReplayServer server) throws IOException, InterruptedException {
    return switch (this) {
      case HTTP1, HTTP2 -> Proxy.none(server.baseUrl());
      case NGINX -> Proxy.nginx(server.port());
      case HAPROXY -> Proxy.haproxy(server.port());
    };
  }

  /** The server as the watch under test reaches it. */
  ApiServer through(Proxy proxy, ReplayServer server) throws IOException {
    ApiServer.Builder api = ApiServer.at(proxy.url());
    if (this == HTTP2) {
      String pem = Objects.requireNonNull(server.caPem(), "a server with TLS has an authority");
      api.certificateAuthority(pem.getBytes(StandardCharsets.US_ASCII));
    }
    return api.build();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
