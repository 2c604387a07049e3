package dev.watchstream.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.cli.output.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For any bad input: one clear line, no stack trace, and all that came before is printed. */
class BadInputTest {

  private static final String EVENT =
      "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"a\"}}}\n";

  private static final String EVENT_PRINTED =
      "{\"type\":\"ADDED\",\"kind\":\"Endpoints\",\"name\":\"a\",\"ready\":0,\"notReady\":0,\"addresses\":[],"
          + "\"notReadyAddresses\":[]}\n";

  @TempDir Path folder;

  @Test
  void an_empty_input_is_an_error_for_nothing_was_read() {
    assertFails(1, "", Run.withInput("", "extract"), "standard input: empty");
  }

  @Test
  void a_missing_file_is_named() {
    assertFails(2, "", Run.of("extract", "no/such/file"), "no/such/file", "no such file");
  }

  @Test
  void an_unknown_name_tells_the_known_ones() {
    assertFails(2, "", Run.of("extract", "passport"), "passport", "passport-auth");
  }

  @Test
  void a_folder_that_is_no_recording_is_named() {
    assertFails(2, "", Run.of("extract", folder.toString()), folder.toString(), "no recording");
  }

  @Test
  void a_binary_file_is_not_json() throws IOException {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    noise[0] = 0x7F;
    Path file = Files.write(folder.resolve("binary"), noise);
    assertFails(1, "", Run.of("extract", file.toString()), "binary", "byte offset 0");
  }

  @Test
  void garbage_after_an_event() {
    assertBad(EVENT + "oops", "not JSON (event 1, byte offset " + EVENT.length());
  }

  @Test
  void a_line_of_a_gigabyte_meets_a_limit_that_can_be_raised() {
    InputStream line =
        new SequenceInputStream(
            new ByteArrayInputStream((EVENT + "{\"type\":\"").getBytes(UTF_8)), new Endless());
    Run run = Run.withInput(line, "extract");
    assertFails(1, EVENT_PRINTED, run, "maxEventBytes of 8388608", "event 1", "--max-event-bytes");
  }

  @Test
  void a_hundred_thousand_levels_of_nesting() {
    assertBad(EVENT + "{\"a\":".repeat(100_000), "nesting", "event 1");
    assertBad(EVENT + "{\"a\":" + "[".repeat(100_000), "nesting", "event 1");
  }

  @Test
  void an_unknown_event_type() {
    assertBad(
        EVENT + EVENT.replace("ADDED", "RENAMED"), "unknown event type \"RENAMED\"", "event 1");
  }

  @Test
  void nul_bytes() {
    assertBad(EVENT + "\0\0\0", "not JSON", "event 1");
  }

  @Test
  void utf_16() {
    assertFails(1, "", Run.withInput(EVENT.getBytes(UTF_16), "extract"), "not UTF-8", "offset 0");
    assertFails(1, "", Run.withInput(EVENT.getBytes(UTF_16LE), "extract"), "not JSON", "offset 1");
  }

  @Test
  void latin_1() {
    String name = EVENT.replace("\"a\"", "\"é\"");
    assertFails(1, "", Run.withInput(name.getBytes(ISO_8859_1), "extract"), "not UTF-8");
  }

  @Test
  void an_end_inside_an_event() {
    assertBad(EVENT + EVENT.substring(0, 30), "ends inside an event", "after 1 complete");
  }

  @Test
  void a_damaged_gzip_file() throws IOException {
    Path file = Files.write(folder.resolve("body.ndjson.gz"), new byte[] {0x1F, (byte) 0x8B, 8, 1});
    Run run = Run.of("extract", file.toString());
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.errLines()).hasSize(1);
  }

  @Test
  void control_characters_of_a_stream_do_not_reach_the_terminal() {
    Run run = Run.withInput("{\"kind\":\"\\u001b[31mred\\n\"}", "extract");
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err()).doesNotContain("\033");
  }

  @Test
  void a_closed_pipe_ends_quietly() {
    for (String command : new String[] {"extract", "rollout", "inspect"}) {
      Run run =
          Run.to(
              failing("Broken pipe"),
              Terminal.NONE,
              InputStream.nullInputStream(),
              command,
              "fleet-rollout");
      assertThat(run).isEqualTo(new Run(0, "", ""));
    }
    Run run =
        Run.to(
            failing("Broken pipe"),
            Terminal.NONE,
            InputStream.nullInputStream(),
            "generate",
            "rollout");
    assertThat(run).isEqualTo(new Run(0, "", ""));
  }

  @Test
  void a_full_disk_is_an_error() {
    Run run =
        Run.to(
            failing("No space left on device"),
            Terminal.NONE,
            InputStream.nullInputStream(),
            "extract",
            "passport-auth");
    assertFails(1, "", run, "cannot write", "No space left");
  }

  @Test
  void wrong_usage_is_one_line_that_points_to_the_help() {
    assertFails(2, "", Run.of("frobnicate"), "no command 'frobnicate'", "--help");
    assertFails(2, "", Run.of("extrct"), "no command 'extrct'", "did you mean extract?");
    assertFails(2, "", Run.of("extract", "--lenent"), "'--lenent'", "did you mean --lenient?");
    assertFails(2, "", Run.of("import", "a", "b", "-o", "c"), "'b' is too much");
    Run two = Run.of("extract", "passport-auth", "userdoor");
    assertFails(1, "", two, "no event of userdoor; it tells of default/passport-auth");
    assertFails(2, "", Run.of("rollout", "-o", "xml", "gone"), "expected text|json, not 'xml'");
    assertFails(2, "", Run.of("extract", "--output", "xml"), "--output", "--help");
    assertFails(2, "", Run.of("extract", "--max-event-bytes", "many"), "many", "--help");
    assertFails(2, "", Run.of("extract", "--max-event-bytes", "1"), "--max-event-bytes");
    assertFails(2, "", Run.of("extract", "--changes", "--output", "table", "gone"), "--changes");
    assertFails(2, "", Run.of("import", "x"), "'--out=RECORDING'", "--help");
    assertFails(2, "", Run.of("import", "no-such-log", "-o", folder + "/r"), "no-such-log");
    assertFails(2, "", Run.of("generate", "rollout", "--pods", "0"), "pods");
    assertFails(2, "", Run.of("generate", "permuted", "--slices"), "lices");
  }

  private static void assertBad(String input, String... words) {
    assertFails(1, EVENT_PRINTED, Run.withInput(input, "extract"), words);
  }

  private static void assertFails(int exitCode, String out, Run run, String... words) {
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.out()).isEqualTo(out);
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err()).contains(words).doesNotContain("Exception", "\tat ");
  }

  private static OutputStream failing(String message) {
    return new ByteArrayOutputStream() {
      @Override
      public void writeBytes(byte[] bytes) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void write(byte[] bytes) throws IOException {
        throw new IOException(message);
      }

      @Override
      public void flush() throws IOException {
        throw new IOException(message);
      }
    };
  }

  /** A gigabyte of one letter, generated as it is read. */
  private static final class Endless extends InputStream {

    private long left = 1L << 30;

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      java.util.Arrays.fill(bytes, offset, offset + length, (byte) 'x');
      left -= length;
      return length;
    }
  }
}
