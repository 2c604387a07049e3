package dev.watchstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Recordings;
import java.io.BufferedReader;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a command that runs until it is stopped ends on a signal: a JVM of its own for each. */
@Timeout(120)
class InterruptTest {

  private static final String BOOKMARK =
      "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Endpoints\",\"apiVersion\":\"v1\","
          + "\"metadata\":{\"resourceVersion\":\"9\"}}}\n";

  private static final String EMPTY_LIST =
      "{\"kind\":\"EndpointsList\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}\n";

  @TempDir Path folder;

  @Test
  void a_recording_of_nothing_is_no_success_on_a_signal_either() throws Exception {
    try (SmallServer quiet = new SmallServer("", BOOKMARK.getBytes(UTF_8))) {
      Run run =
          interrupted(
              "nothing of that name or selection is there yet",
              "record",
              "nobody",
              "--server",
              quiet.url(),
              "--out",
              folder.resolve("made").toString());
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out()).contains("nothing of that name or selection was there, or came");
    }
  }

  @Test
  void a_watch_that_nobody_answered_is_no_success_on_a_signal_either() throws Exception {
    Run run = interrupted("cannot connect", "watch", "--server", "http://127.0.0.1:1");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("no request succeeded");
  }

  @Test
  void a_signal_is_the_ordinary_end_of_a_watch_that_saw_something() throws Exception {
    try (InputStream in = Recordings.open("passport-auth").openBody();
        SmallServer server = new SmallServer(EMPTY_LIST, in.readAllBytes())) {
      Run run =
          interrupted("\"type\":\"ADDED\"", "watch", "-o", "ndjson", "--server", server.url());
      assertThat(run.exitCode()).isZero();
    }
  }

  /**
   * Sends SIGTERM when a line with that text was printed; all that was printed is in {@code out}.
   */
  private static Run interrupted(String when, String... args) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader printed = process.inputReader(UTF_8)) {
      StringBuilder all = new StringBuilder();
      for (String line = printed.readLine(); line != null; line = printed.readLine()) {
        all.append(line).append('\n');
        if (line.contains(when)) {
          process.toHandle().destroy(); // the process's own destroy() closes what it prints, too
        }
      }
      return new Run(process.waitFor(), all.toString(), "");
    } finally {
      process.destroyForcibly();
    }
  }
}
