package dev.watchstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.cli.commands.GenerateCommand;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.Progress;
import dev.watchstream.cli.output.Terminal;
import dev.watchstream.cli.output.UnfinishedFile;
import dev.watchstream.fixtures.Recordings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherCommandsTest {

  private static final String STATUS = "{\"kind\": \"Status\", \"code\": 410}";

  @TempDir Path folder;

  @Test
  void recordings_lists_the_shipped_ones() throws IOException {
    Run run = Run.of("recordings");
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).hasSize(1 + Recordings.names().size());
    assertThat(run.out()).contains("passport-auth", "fleet-rollout");
  }

  @Test
  void inspect_counts_what_is_in_a_recording() {
    Run run = Run.of("inspect", "one-pod-rollout");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "events     43: 3 ADDED, 38 MODIFIED, 2 DELETED",
            "bytes      44,306",
            "chunks     43",
            "ended      clean",
            "gaps       none recorded",
            "Endpoints default/passport-auth: 43 events");
  }

  @Test
  void inspect_tells_what_came_before_a_bad_place() {
    Run run =
        Run.withInput(
            "{\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"a\"}} oops", "inspect", "-");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("events     1: 1 LISTED");
    assertThat(run.errLines()).hasSize(1);
  }

  @Test
  void import_makes_a_recording_whose_notes_are_the_remarks() throws IOException {
    Path log = Files.writeString(folder.resolve("log.txt"), "first\n" + STATUS + "\nlast\n", UTF_8);
    Path recording = folder.resolve("made");
    Run run = Run.of("import", log.toString(), "--out", recording.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).endsWith(": 1 object, 2 notes\n");
    assertThat(recording.resolve("body.ndjson")).hasContent(STATUS + "\n");

    Run again = Run.of("import", log.toString(), "--out", recording.toString());
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(recording.resolve("body.ndjson")).hasContent(STATUS + "\n");
  }

  @Test
  void generate_gives_the_same_bytes_for_the_same_options() {
    Run run = Run.of("generate", "rollout", "--pods", "10", "--events", "50");
    assertThat(run.lines()).hasSize(50);
    assertThat(Run.of("generate", "rollout", "--pods", "10", "--events", "50")).isEqualTo(run);
    assertThat(Run.of("generate", "rollout", "--pods", "10", "--events", "50", "--seed", "1"))
        .isNotEqualTo(run);
  }

  @Test
  void every_kind_that_generate_makes_can_be_extracted() {
    for (GenerateCommand.Kind kind : GenerateCommand.Kind.values()) {
      Run stream = Run.of("generate", kind.toString(), "--pods", "20", "--events", "30");
      assertThat(stream.exitCode()).as(kind.name()).isZero();
      Run run = Run.withInput(stream.out(), "extract");
      assertThat(run.exitCode()).as(kind.name()).isZero();
      int listEnd = kind == GenerateCommand.Kind.LIST ? 1 : 0;
      assertThat(run.lines()).as(kind.name()).hasSize(30 + listEnd);
    }
  }

  @Test
  void generate_does_not_write_over_a_file() throws IOException {
    Path file = Files.writeString(folder.resolve("out"), "mine", UTF_8);
    Run run = Run.of("generate", "zipf", "--services", "5", "--out", file.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(file).hasContent("mine");
  }

  @Test
  void the_help_of_every_command_shows_an_example() {
    for (String command :
        new String[] {"extract", "rollout", "inspect", "import", "recordings", "generate"}) {
      Run run = Run.of(command, "--help");
      assertThat(run.exitCode()).as(command).isZero();
      assertThat(run.out()).as(command).contains("Example", "  watchstream " + command);
    }
    assertThat(Run.of("--help").out()).contains("watchstream rollout passport-auth");
  }

  @Test
  void a_generated_file_is_whole_or_is_not_there() throws IOException {
    Path file = folder.resolve("made");
    Run run = Run.of("generate", "flips", "--pods", "3", "--events", "5", "--out", file.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(Files.readAllLines(file)).hasSize(5);

    Path unfinished = folder.resolve("unfinished");
    Console console =
        new Console(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
            Terminal.NONE);
    try (UnfinishedFile out = UnfinishedFile.create(unfinished, console)) {
      out.write(new byte[10]);
    }
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void json_is_understood_where_ndjson_is_meant() {
    assertThat(Run.of("extract", "-o", "json", "passport-auth"))
        .isEqualTo(Run.of("extract", "passport-auth"));
  }

  @Test
  void all_commands_are_in_the_help_also_the_one_that_is_not_here() {
    assertThat(Run.of("--help").out()).contains("bench").contains("extract");
    assertThat(Run.of("bench", "--help").out()).contains("watchstream bench");
  }

  @Test
  void a_terminal_without_a_file_is_told_what_is_waited_for() {
    Terminal terminal = new Terminal(true, false, false, 80, false);
    Run run = Run.on(terminal, InputStream.nullInputStream(), "extract");
    assertThat(run.errLines().get(0)).contains("Ctrl-D");
  }

  @Test
  void the_version_is_the_projects() {
    assertThat(Run.of("--version").out()).matches("watchstream \\d+\\.\\d+\\.\\d+\n");
  }

  @Test
  void progress_is_shown_on_a_terminal_when_reading_takes_long() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    long[] now = {0};
    Progress progress = new Progress(new PrintStream(err, true, UTF_8), true, () -> now[0]);
    progress.add(1000, 1);
    assertThat(err.size()).isZero();
    now[0] = 2_000_000_000L;
    progress.add(1_999_000, 5);
    assertThat(err.toString(UTF_8)).contains("2.0 MB, 5 events, 1.0 MB/s");
    progress.done();
    assertThat(err.toString(UTF_8)).endsWith("\r\033[K");
  }

  @Test
  void no_progress_where_nobody_looks() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    long[] now = {0};
    Progress progress = new Progress(new PrintStream(err, true, UTF_8), false, () -> now[0]);
    now[0] = 10_000_000_000L;
    progress.add(1000, 1);
    progress.done();
    assertThat(err.size()).isZero();
  }
}
