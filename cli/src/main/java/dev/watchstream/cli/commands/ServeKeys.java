package dev.watchstream.cli.commands;

import dev.watchstream.cli.live.Foreground;
import dev.watchstream.cli.live.Interruption;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.Text;
import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.model.Speed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a person types while a server runs. A line at a time: no terminal has to be set up for it.
 */
final class ServeKeys {
  static final String HELP =
      "p pauses or resumes, s steps to the next event, + and - double and halve the speed,"
          + " l tells the state, q quits";

  private static final long LOOK_MILLIS = 200;

  private final Console console;
  private final ReplayServer server;

  private ServeKeys(Console console, ReplayServer server) {
    this.console = console;
    this.server = server;
  }

  /** On a thread of its own, until it is told to quit or nothing more can come. */
  static void listen(Console console, ReplayServer server, Interruption interruption) {
    ServeKeys keys = new ServeKeys(console, server);
    Thread thread = new Thread(() -> keys.listen(interruption), "keys");
    thread.setDaemon(true);
    thread.start();
  }

  private void listen(Interruption interruption) {
    try {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
      for (String line = nextLine(lines); line != null; line = nextLine(lines)) {
        // An empty line is what a space and Enter leaves.
        String key = line.strip();
        if (key.equals("q")) {
          interruption.wish();
          return;
        }
        console.err().println(act(key));
      }
    } catch (IOException e) {
      console.say("no more keys: " + Text.message(e));
    }
  }

  /**
   * A terminal stops who reads from it in the background, even in a read that was begun in front:
   * so it is read when a line is there, and is ours.
   */
  @SuppressWarnings("BusyWait") // A terminal tells nobody that it is theirs again.
  private static @Nullable String nextLine(BufferedReader lines) throws IOException {
    try {
      while (!lines.ready() || !Foreground.isOurs()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
    return lines.readLine();
  }

  private String act(String key) {
    switch (key) {
      case "p" -> {
        if (server.isPaused()) {
          server.resume();
        } else {
          server.pause();
        }
      }
      case "s", "" -> server.step();
      case "+" -> server.setSpeed(times(2));
      case "-" -> server.setSpeed(times(0.5));
      case "l" -> {
        // Told below, as after everything.
      }
      default -> {
        return HELP;
      }
    }
    return state();
  }

  /** As near as there is; full speed halved is the fastest that has a number. */
  private Speed times(double factor) {
    double now = Math.min(server.speed().factor(), 2 * Speed.FASTEST);
    return new Speed(Math.max(Speed.SLOWEST, Math.min(Speed.FASTEST, now * factor)));
  }

  private String state() {
    Duration position = server.position();
    return (server.isPaused() ? "paused" : "running")
        + ", speed "
        + server.speed()
        + (position == null ? "" : ", at " + Text.seconds(position))
        + (server.faults().isEmpty() ? "" : ", faults " + server.faults())
        + ", "
        + Text.count(server.requests().size(), "request");
  }
}
