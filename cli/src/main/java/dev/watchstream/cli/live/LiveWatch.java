package dev.watchstream.cli.live;

import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ExitHook;
import dev.watchstream.client.EndpointsWatch;
import dev.watchstream.client.WatchListener;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a watch until its time limit, Ctrl-C, or a closed output pipe, and reports how it goes. */
public final class LiveWatch {

  /** What to do when the watch has ended, for whatever reason. */
  public interface Finish {
    public void run() throws IOException;
  }

  private LiveWatch() {}

  /**
   * Blocks until the watch has ended. {@code listener} and {@code lines}, which takes messages
   * about the watch, are called on the watch's thread; {@code finish} is run on this thread, after
   * the last notice.
   *
   * @return whether the server ever answered, even if only that there is nothing yet
   */
  public static boolean run(
      Console console,
      EndpointsWatch.Builder builder,
      TimeLimit time,
      Consumer<String> lines,
      WatchListener listener,
      Finish finish)
      throws IOException {
    WatchReport report = new WatchReport(lines);
    EndpointsWatch watch =
        builder.start(
            notice -> {
              report.onNotice(notice);
              listener.onNotice(notice);
            });
    ExitHook onInterrupt = ExitHook.stopping(console, watch::stop);
    try {
      join(watch, time);
      finish.run();
      console.flush();
    } finally {
      onInterrupt.close();
    }
    rethrow(watch.failure());
    return !report.isEmpty();
  }

  private static void join(EndpointsWatch watch, TimeLimit time) {
    try (watch) {
      if (time.limit == null) {
        watch.join();
      } else {
        watch.join(time.limit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(@Nullable Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
  }
}
