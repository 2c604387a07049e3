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
 * The commands that a person types while a server runs, one a line: so the terminal needs no raw
 * mode.
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

  /** Starts a daemon thread that reads commands until {@code q} or the end of the input. */
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
        // A space and Enter leave an empty line, which steps.
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
   * A terminal stops a background process that reads from it, even if the read began in the
   * foreground. So this reads only when a line is there and the process is in the foreground.
   */
  @SuppressWarnings("BusyWait") // there is no notification to wait for
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
        // The state is printed below, as after every command.
      }
      default -> {
        return HELP;
      }
    }
    return state();
  }

  /**
   * The multiplied speed, within the limits. {@code max} halved is the fastest speed with a number.
   */
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
