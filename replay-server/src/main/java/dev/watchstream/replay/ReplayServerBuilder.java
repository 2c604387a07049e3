package dev.watchstream.replay;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.replay.engine.ReplayOptions;
import dev.watchstream.replay.faults.FaultRule;
import dev.watchstream.replay.http.HttpOptions;
import dev.watchstream.replay.http.ServerTls;
import dev.watchstream.replay.model.AnsweredRequest;
import dev.watchstream.replay.model.Speed;
import dev.watchstream.replay.version.FeatureGate;
import dev.watchstream.replay.version.KubernetesVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link ReplayServer}. By default it serves plain HTTP without a token on a free
 * port of the loopback interface, and sends each watch the whole story once, at its recorded speed.
 * Every {@link #start} makes a server of its own. Not thread-safe.
 */
public final class ReplayServerBuilder {
  private final List<Source> sources;
  private final List<FaultRule> faults = new ArrayList<>();
  private ReplayOptions options = ReplayOptions.DEFAULTS;
  private HttpOptions http = HttpOptions.loopback();
  private CertificateSource certificates = host -> null;
  private boolean httpControl;

  ReplayServerBuilder(List<Source> sources) {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("a server needs a recording");
    }
    this.sources = sources;
  }

  /** How fast the recording's time goes by; 1 by default. */
  public ReplayServerBuilder speed(Speed speed) {
    return with(options.withSpeed(speed));
  }

  /**
   * Whether all clients share one clock, which starts with the server, so that they see one cluster
   * live through its story. By default each watch has its own clock, which starts with the watch.
   *
   * @throws IllegalArgumentException if it loops at full speed
   */
  public ReplayServerBuilder sharedClock(boolean shared) {
    return with(options.withClock(shared ? ReplayOptions.Clock.SHARED : ReplayOptions.Clock.WATCH));
  }

  /** Whether time stands still until {@link ReplayServer#resume} or {@link ReplayServer#step}. */
  public ReplayServerBuilder startPaused(boolean paused) {
    return with(options.withStartPaused(paused));
  }

  /**
   * Whether the story starts again at its end, under fresh resourceVersions.
   *
   * @throws IllegalArgumentException if a shared clock runs at full speed
   */
  public ReplayServerBuilder loop(boolean loop) {
    return with(options.withLoop(loop));
  }

  /**
   * The Kubernetes version to play: {@code 1.21} to {@code 1.38}, also with a patch or a managed
   * cluster's suffix, or {@code recorded}, the default: what the recordings say, and a recent one
   * where they say nothing.
   *
   * @throws IllegalArgumentException for any other
   */
  public ReplayServerBuilder serverVersion(String version) {
    return with(
        options.withVersion(version.equals("recorded") ? null : KubernetesVersion.parse(version)));
  }

  /**
   * Sets a feature gate, such as {@code WatchList}, against the version's default; {@link #start}
   * refuses a gate that the version does not know.
   *
   * @throws IllegalArgumentException if no gate has that name
   */
  public ReplayServerBuilder gate(String name, boolean on) {
    return with(options.withGate(FeatureGate.of(name), on));
  }

  /**
   * Where to listen; 0, the default, takes a free port.
   *
   * @param port from 0 to 65535
   */
  public ReplayServerBuilder port(int port) {
    return with(http.withPort(port));
  }

  /** A host name or address of this machine; {@code 0.0.0.0} lets other machines connect. */
  public ReplayServerBuilder host(String host) {
    return with(http.withHost(host));
  }

  /**
   * TLS with a certificate authority that each server makes for itself: see {@link
   * ReplayServer#caPem}.
   */
  public ReplayServerBuilder tls() {
    certificates = host -> ServerTls.generated(List.of(host), Instant.now());
    return this;
  }

  /**
   * TLS with a certificate that clients know already.
   *
   * @param certificates in PEM: the server's first, then those that signed it
   * @param key in PEM (PKCS #8), without a password
   */
  public ReplayServerBuilder tls(Path certificates, Path key) {
    this.certificates = host -> ServerTls.of(certificates, key);
    return this;
  }

  /**
   * A bearer token that every request must carry; requests without it get 401.
   *
   * @param token of visible ASCII characters, one or more
   */
  public ReplayServerBuilder token(String token) {
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("a token is of visible ASCII characters");
    }
    return with(http.withToken(token));
  }

  /** Adds a fault, which is applied after those added before. */
  public ReplayServerBuilder fault(FaultRule rule) {
    faults.add(rule);
    return this;
  }

  /**
   * The same in its textual form, such as {@code cut@event=3}.
   *
   * @throws IllegalArgumentException naming what is wrong and what would be right
   */
  public ReplayServerBuilder fault(String rule) {
    return fault(FaultRule.parse(rule));
  }

  /**
   * Whether clients may control time and faults at {@code /control}; off by default. Everybody who
   * may send requests may then do so: use a token wherever strangers can connect.
   */
  public ReplayServerBuilder httpControl(boolean httpControl) {
    this.httpControl = httpControl;
    return this;
  }

  /**
   * Gets each request with its outcome when it is over, on a serving thread: it must return
   * quickly. By default nothing is logged.
   */
  public ReplayServerBuilder log(Consumer<AnsweredRequest> log) {
    return with(http.withLog(log));
  }

  /**
   * Reads the recordings, about a second for some hundred megabytes, and listens.
   *
   * @throws IOException if a recording is missing or cannot be served, if two contain the same
   *     object, or if it cannot listen there; the message names the cause and the remedy
   */
  public ReplayServer start() throws IOException {
    List<Recording> recordings = new ArrayList<>();
    for (Source source : sources) {
      recordings.add(source.open());
    }
    ServerTls tls = certificates.get(http.host());
    return ReplayServer.start(
        recordings, options, tls == null ? http : http.withTls(tls), faults, httpControl);
  }

  private ReplayServerBuilder with(ReplayOptions changed) {
    options = changed;
    return this;
  }

  private ReplayServerBuilder with(HttpOptions changed) {
    http = changed;
    return this;
  }

  /** Opened late, so that naming a recording throws nothing. */
  @FunctionalInterface
  interface Source {
    Recording open() throws IOException;
  }

  @FunctionalInterface
  private interface CertificateSource {
    @Nullable ServerTls get(String host) throws IOException;
  }
}
