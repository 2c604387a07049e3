package dev.watchstream.replay.load;

import dev.watchstream.fixtures.OpenFiles;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.replay.engine.ReplayEngine;
import dev.watchstream.replay.engine.ReplayOptions;
import dev.watchstream.replay.http.HttpOptions;
import dev.watchstream.replay.http.HttpServer;
import dev.watchstream.replay.model.Speed;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Puts a server under load and reports what it costs. The clients run in a process of their own, so
 * that the figures are the server's alone. Started with this module's test class path.
 */
public final class Load {
  private static final String USAGE =
      """
      usage: load idle [WATCHERS]             watchers of an object that does not change (10000)
             load rollout [WATCHERS] [SLOW]   watchers of a rollout of 195 MB (1000), and such that
                                              hardly read (10)
             load churn [SECONDS]             connections that come and go (60)""";

  private Load() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    String kind = args.length == 0 ? "" : args[0];
    int first = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    switch (kind) {
      case "idle" -> run("passport-auth", "idle", first > 0 ? first : 10_000, 0);
      case "rollout" ->
          run(
              "fleet-rollout",
              "rollout",
              first > 0 ? first : 1000,
              args.length > 2 ? Integer.parseInt(args[2]) : 10);
      case "churn" -> run("passport-auth", "churn", first > 0 ? first : 60, 0);
      default -> {
        System.err.println(USAGE);
        System.exit(2);
      }
    }
  }

  @SuppressWarnings("SystemOut")
  private static void run(String recording, String kind, int first, int second) throws Exception {
    try (ReplayEngine engine =
            ReplayEngine.open(
                List.of(Recordings.open(recording)), ReplayOptions.DEFAULTS.withSpeed(Speed.MAX));
        HttpServer server = HttpServer.start(engine, HttpOptions.loopback())) {
      System.out.println("server before: " + cost());
      Process clients =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-Xmx1g",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Clients.class.getName(),
                  kind,
                  Integer.toString(server.port()),
                  Integer.toString(first),
                  Integer.toString(second))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (var lines = clients.inputReader()) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          System.out.println(line);
          System.out.println("server: " + cost());
        }
      }
      System.exit(clients.waitFor());
    }
  }

  private static String cost() throws IOException {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long direct = 0;
    for (var pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      direct += pool.getName().equals("direct") ? pool.getMemoryUsed() : 0;
    }
    return String.format(
        Locale.ROOT,
        "heap %d MB, direct %d MB, resident %s, threads %d, open files %d",
        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
        direct >> 20,
        resident(),
        Thread.activeCount(),
        OpenFiles.count());
  }

  private static String resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .map(line -> line.substring("VmRSS:".length()).strip())
            .findFirst()
            .orElse("unknown")
        : "unknown";
  }
}
