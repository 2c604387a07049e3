package dev.watchstream.client.soak;

import dev.watchstream.client.ApiServer;
import dev.watchstream.client.EndpointsWatch;
import dev.watchstream.client.WatchCounters;
import dev.watchstream.client.WatchNotice;
import dev.watchstream.parser.Address;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.WatchStreamException;
import dev.watchstream.parser.stream.EndpointsParser;
import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.model.Speed;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A cluster in which a rollout of 1,000 pods never ends, whose server fails at every request, and a
 * watch of it: what the watch tells is held against what a plain reader without faults is told.
 * Started by {@code client/soak}.
 */
public final class Soak {

  private static final String WATCHED = "/api/v1/namespaces/default/endpoints";
  private static final String PLAIN =
      "/api/v1/watch/namespaces/default/endpoints/fleet?timeoutSeconds=";

  private final Ledger ledger = new Ledger();
  private final AtomicLong faults = new AtomicLong();
  private final ReplayServer server;
  private final RandomFaults random;

  private Soak(ReplayServer server, long seed) {
    this.server = server;
    this.random = new RandomFaults(seed, WATCHED);
  }

  /**
   * The minutes that it takes, 10 unless told; and the seed of its faults, the time unless told.
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    double minutes = args.length > 0 ? Double.parseDouble(args[0]) : 10;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.currentTimeMillis();
    System.out.printf(Locale.ROOT, "soak of %s minutes, seed %d%n", minutes, seed);
    try (ReplayServer server =
        ReplayServer.of("fleet-rollout").sharedClock(true).loop(true).speed(new Speed(5)).start()) {
      System.exit(new Soak(server, seed).run(Duration.ofMillis((long) (minutes * 60_000))) ? 0 : 1);
    }
  }

  @SuppressWarnings("SystemOut")
  private boolean run(Duration length) throws Exception {
    readPlainly();
    changeFaults();
    long end = System.nanoTime() + length.toNanos();
    try (EndpointsWatch watch =
        EndpointsWatch.of(ApiServer.at(server.baseUrl()).build())
            .namespace("default")
            .name("fleet")
            .start(this::onNotice)) {
      for (int minute = 1; end - System.nanoTime() > 0 && watch.isRunning(); minute++) {
        long left = (end - System.nanoTime()) / 1_000_000;
        watch.join(Duration.ofMillis(Math.max(1, Math.min(60_000, left))));
        System.out.println("minute " + minute + ": " + state(watch.counters()));
      }
      server.pause();
      boolean isBalanced = ledger.awaitBalance(90_000);
      System.out.println("end: " + state(watch.counters()));
      if (watch.failure() != null) {
        System.out.println("the watch has failed: " + watch.failure());
      }
      return isBalanced && watch.failure() == null && ledger.isClean();
    }
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
    InputStream body =
        URI.create(server.baseUrl() + PLAIN + Duration.ofDays(30).toSeconds()).toURL().openStream();
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
            "plain-reader");
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

  private String state(WatchCounters counters) throws IOException {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return String.format(
        Locale.ROOT,
        "%s; faults %d, requests %d, relists %d, repeats held back %d, %d MB;"
            + " heap %.1f MB, threads %d, open files %d",
        ledger,
        faults.get(),
        counters.lists() + counters.watches(),
        counters.relists(),
        counters.repeats(),
        counters.bytes() >> 20,
        (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0,
        Thread.activeCount(),
        openFiles());
  }

  private static long openFiles() throws IOException {
    Path folder = Path.of("/proc/self/fd");
    if (!Files.exists(folder)) {
      return -1;
    }
    try (var open = Files.list(folder)) {
      return open.count();
    }
  }
}
