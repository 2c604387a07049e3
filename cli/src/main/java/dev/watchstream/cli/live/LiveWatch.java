package dev.watchstream.cli.live;

import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.Text;
import dev.watchstream.client.EndpointsWatch;
import dev.watchstream.client.WatchListener;
import dev.watchstream.client.WatchNotice;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a watch until its time is over, Ctrl-C, or nobody reads what is printed; tells on standard
 * error what becomes of it.
 */
public final class LiveWatch {

  /** For what a command has to finish after Ctrl-C. */
  private static final int FINISH_SECONDS = 5;

  /** What is left to do when the watch has ended, however it did. */
  public interface Finish {
    public void run() throws IOException;
  }

  private LiveWatch() {}

  /**
   * A null {@code limit} is none. {@code finish} is run on this thread, after the last notice.
   *
   * @return whether the server ever told anything, if only that there is nothing yet
   */
  public static boolean run(
      Console console,
      EndpointsWatch.Builder builder,
      @Nullable Duration limit,
      WatchListener listener,
      Finish finish)
      throws IOException {
    CountDownLatch finished = new CountDownLatch(1);
    boolean[] isEmpty = {true};
    EndpointsWatch watch =
        builder.start(
            notice -> {
              report(console, notice);
              if (notice instanceof WatchNotice.Change) {
                isEmpty[0] = false;
              } else if (notice instanceof WatchNotice.Synced && isEmpty[0]) {
                isEmpty[0] = false;
                console
                    .err()
                    .println("watchstream: nothing of that name or selection is there yet");
              }
              listener.onNotice(notice);
            });
    Thread onInterrupt =
        new Thread(
            () -> {
              watch.stop();
              await(finished, console);
            });
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    try (watch) {
      if (limit == null) {
        watch.join();
      } else {
        watch.join(limit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      try {
        finish.run();
        console.flush();
      } finally {
        finished.countDown();
        removeQuietly(onInterrupt);
      }
    }
    rethrow(watch.failure());
    return !isEmpty[0];
  }

  private static void report(Console console, WatchNotice notice) {
    String line = null;
    if (notice instanceof WatchNotice.Warning warning) {
      line = "warning: " + warning.message();
    } else if (notice instanceof WatchNotice.Ended ended && ended.end() != WatchNotice.End.CLEAN) {
      line =
          String.format(
              Locale.ROOT,
              "%s: %s; again in %s",
              ended.request().name().toLowerCase(Locale.ROOT),
              ended.message(),
              Text.seconds(ended.retryIn()));
    } else if (notice instanceof WatchNotice.Synced synced && synced.isRelist()) {
      line = "the state was read anew; what changed meanwhile is told as one change";
    }
    if (line != null) {
      console.err().println("watchstream: " + Text.excerpt(line, 400));
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

  private static void await(CountDownLatch finished, Console console) {
    try {
      if (!finished.await(FINISH_SECONDS, TimeUnit.SECONDS)) {
        console.err().println("watchstream: ended before all was written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeQuietly(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running: that is how we got here.
      return;
    }
  }
}
