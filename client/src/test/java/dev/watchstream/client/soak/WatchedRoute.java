package dev.watchstream.client.soak;

import dev.watchstream.client.EndpointsWatch;
import dev.watchstream.client.WatchCounters;
import dev.watchstream.client.WatchNotice;
import dev.watchstream.parser.Address;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.WatchStreamException;
import dev.watchstream.parser.stream.EndpointsParser;
import dev.watchstream.replay.ReplayServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.HttpsURLConnection;

/**
 * A cluster in which a rollout of 1,000 pods never ends, whose server fails at every request, and a
 * watch of it, whose changes are compared with those of a plain reader without faults.
 */
final class WatchedRoute implements AutoCloseable {

  private static final String WATCHED = "/api/v1/namespaces/default/endpoints";
  private static final String PLAIN =
      "/api/v1/watch/namespaces/default/endpoints/fleet?timeoutSeconds=";

  private final Route route;
  private final Ledger ledger = new Ledger();
  private final AtomicLong faults = new AtomicLong();
  private final RandomFaults random;
  private final ReplayServer server;
  private final Proxy proxy;
  private final EndpointsWatch watch;

  private long requestsBefore;
  private long mostInAMinute;

  WatchedRoute(Route route, long seed) throws IOException, InterruptedException {
    this.route = route;
    this.random = new RandomFaults(seed, WATCHED);
    this.server = route.serve();
    this.proxy = route.start(server);
    readPlainly();
    changeFaults();
    this.watch =
        EndpointsWatch.of(route.through(proxy, server))
            .namespace("default")
            .name("fleet")
            .start(this::onNotice);
  }

  private void onNotice(WatchNotice notice) {
    if (notice instanceof WatchNotice.Change change) {
      boolean isRelisted = change.source() == WatchNotice.Source.RELIST;
      ledger.told(version(change.event()), addresses(change.event()), isRelisted);
    } else if (notice instanceof WatchNotice.Ended) {
      changeFaults();
    }
  }

  private void changeFaults() {
    faults.incrementAndGet();
    server.setFaults(server.isPaused() ? List.of() : random.next());
  }

  /** Watches on a path that has no faults, with the plain reader, until the server stops. */
  private void readPlainly() throws IOException {
    URI uri = URI.create(server.baseUrl() + PLAIN + Duration.ofDays(30).toSeconds());
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    if (connection instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(Trust.everybody());
      https.setHostnameVerifier((host, session) -> true);
    }
    InputStream body = connection.getInputStream();
    Thread reader =
        new Thread(
            () -> {
              EndpointsParser parser =
                  EndpointsParser.create(
                      event -> {
                        if (event instanceof EndpointsEvent endpoints) {
                          ledger.served(version(endpoints), addresses(endpoints));
                        }
                      },
                      ParserOptions.defaults().withReader(ParserOptions.Reader.PLAIN));
              try (body) {
                parser.parse(body);
              } catch (IOException | WatchStreamException e) {
                throw new IllegalStateException("the plain reader has failed", e);
              }
            },
            "plain-reader-" + route);
    reader.setDaemon(true);
    reader.start();
  }

  private static long version(EndpointsEvent event) {
    return Long.parseLong(event.resourceVersion());
  }

  private static int addresses(EndpointsEvent event) {
    int sum = 0;
    for (Address address : event.addresses()) {
      sum = sum * 31 + address.ip().hashCode();
    }
    for (Address address : event.notReadyAddresses()) {
      sum = sum * 37 + address.ip().hashCode();
    }
    return sum;
  }

  /** A summary. To be called once a minute, as it counts the requests since the last call. */
  String state() {
    WatchCounters counters = watch.counters();
    long requests = counters.lists() + counters.watches();
    mostInAMinute = Math.max(mostInAMinute, requests - requestsBefore);
    requestsBefore = requests;
    return String.format(
        Locale.ROOT,
        "%s: %s; faults %d, requests %d (at most %d a minute), relists %d, repeats held back %d,"
            + " %d MB%s",
        route,
        ledger,
        faults.get(),
        requests,
        mostInAMinute,
        counters.relists(),
        counters.repeats(),
        counters.bytes() >> 20,
        watch.failure() == null ? "" : "; the watch has failed: " + watch.failure());
  }

  /** Stops the story, and says whether all that happened was told, exactly once. */
  boolean isCleanAtTheEnd(Duration limit) throws InterruptedException {
    server.pause();
    boolean isBalanced = ledger.awaitBalance(limit.toMillis());
    return isBalanced && watch.failure() == null && ledger.isClean();
  }

  @Override
  public void close() {
    watch.close();
    proxy.close();
    server.close();
  }
}
