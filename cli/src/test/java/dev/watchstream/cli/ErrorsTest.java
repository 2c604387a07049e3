package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.cli.output.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Error messages for scripts. */
class ErrorsTest {
  private static final String EVENT =
      "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"a\"}}}\n";

  @ParameterizedTest
  @ValueSource(strings = {"--errors=json", "--errors json", "--errors JSON"})
  void a_bad_stream_is_told_with_its_place(String option) {
    String[] words = ("extract " + option).split(" ");
    Run run = Run.withInput(EVENT + "oops", words);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines()).hasSize(1);
    assertThat(run.err())
        .startsWith("{\"exitCode\":1,\"message\":\"standard input: ")
        .endsWith(",\"event\":1,\"byteOffset\":" + EVENT.length() + "}\n");
  }

  @Test
  void a_file_that_is_not_there_has_no_place() {
    Run run = Run.of("--errors", "json", "extract", "no/such/file");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("{\"exitCode\":2,\"message\":\"no/such/file: ")
        .doesNotContain("event\":")
        .hasLineCount(1);
  }

  @Test
  void what_a_recordings_files_say_cannot_steer_a_terminal(@TempDir Path folder)
      throws IOException {
    Files.writeString(
        folder.resolve("recording.json"),
        "{\"formatVersion\":1,\"serverVersion\":\"\\u001b[31mv1\"}");
    Files.writeString(folder.resolve("body.ndjson"), EVENT);
    Run inspect = Run.of("inspect", folder.toString());
    assertThat(inspect.out()).contains("[31mv1").doesNotContain("\u001b");

    Files.writeString(folder.resolve("chunks.csv"), "offset_ns,length\n\u001b[2J\n");
    Run extract = Run.of("extract", folder.toString());
    assertThat(extract.err()).contains("found \uFFFD[2J").doesNotContain("\u001b");
  }

  @Test
  void a_command_line_that_is_wrong_is_told_too() {
    Run run = Run.of("extract", "--no-such-option", "--errors", "json");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "{\"exitCode\":2,\"message\":\"watchstream extract: no option '--no-such-option';"
                + " see watchstream extract --help\"}\n");
  }

  @Test
  void an_output_that_is_full_is_told_too() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Run run =
        Run.to(
            full,
            Terminal.NONE,
            new ByteArrayInputStream(new byte[0]),
            "extract",
            "passport-auth",
            "--errors=json");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "{\"exitCode\":1,\"message\":"
                + "\"cannot write to standard output: No space left on device\"}\n");
  }

  @Test
  void unless_asked_it_is_a_line_for_people() {
    Run run = Run.withInput(EVENT + "oops", "extract", "--errors", "text");
    assertThat(run.err()).startsWith("watchstream: standard input: ").hasLineCount(1);
    assertThat(Run.of("extract", "--errors", "xml").err())
        .contains("expected text|json, not 'xml'")
        .hasLineCount(1);
  }
}
