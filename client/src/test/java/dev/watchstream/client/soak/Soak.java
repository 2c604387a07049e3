package dev.watchstream.client.soak;

import dev.watchstream.fixtures.OpenFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Watches servers that fail at every request, over all routes at once, and prints each minute what
 * that costs. Started by {@code client/soak}.
 */
public final class Soak {

  /** Proxies may hold back the last events until they cut a quiet connection. */
  private static final Duration LAST_EVENTS = Duration.ofMinutes(8);

  private Soak() {}

  /**
   * Arguments: the duration in minutes, 10 by default, and the seed of the faults, by default the
   * time.
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    double minutes = args.length > 0 ? Double.parseDouble(args[0]) : 10;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.currentTimeMillis();
    System.out.printf(Locale.ROOT, "soak of %s minutes, seed %d%n", minutes, seed);
    List<WatchedRoute> routes = new ArrayList<>();
    long next = seed;
    for (Route route : Route.values()) {
      routes.add(new WatchedRoute(route, next++));
    }
    long end = System.nanoTime() + (long) (minutes * TimeUnit.MINUTES.toNanos(1));
    for (int minute = 1; System.nanoTime() < end; minute++) {
      TimeUnit.NANOSECONDS.sleep(
          Math.min(TimeUnit.MINUTES.toNanos(1), Math.max(0, end - System.nanoTime())));
      print("minute " + minute, routes);
    }
    boolean isClean = true;
    for (WatchedRoute route : routes) {
      isClean &= route.isCleanAtTheEnd(LAST_EVENTS);
    }
    print("end", routes);
    for (WatchedRoute route : routes) {
      route.close();
    }
    System.exit(isClean ? 0 : 1);
  }

  @SuppressWarnings("SystemOut")
  private static void print(String when, List<WatchedRoute> routes) throws IOException {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "%s: heap %.1f MB, threads %d, open files %d%n",
        when,
        (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0,
        Thread.activeCount(),
        OpenFiles.count());
    for (WatchedRoute route : routes) {
      System.out.println("  " + route.state());
    }
  }
}
