package dev.watchstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Streams as people have them. {@code inputs.tsv} has a line for each: what is typed, how it ends,
 * how many lines are printed (* for any), and words of the messages. The files are in {@code
 * inputs}.
 */
class InputsTest {

  private static final int COLUMNS = 4;

  @TempDir Path folder;

  record Case(String command, int exitCode, String lines, List<String> words) {
    static Case of(String row) {
      String[] columns = Arrays.copyOf(row.split("\t", -1), COLUMNS);
      return new Case(
          columns[0],
          Integer.parseInt(columns[1]),
          columns[2],
          columns[3].isEmpty() ? List.of() : List.of(columns[3].split(" ¦ ")));
    }

    @Override
    public String toString() {
      return command;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in = InputsTest.class.getResourceAsStream("inputs.tsv")) {
      return new String(in.readAllBytes(), UTF_8).lines().skip(1).map(Case::of);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void each_input_is_read_or_its_message_says_what_it_is_and_what_to_type(Case expected)
      throws URISyntaxException {
    Path inputs = inputs();
    Run run = Run.of(arguments(expected.command(), inputs));

    String messages = run.err().replace(inputs + "/", "");
    assertThat(run.exitCode()).as(messages).isEqualTo(expected.exitCode());
    if (!expected.lines().equals("*")) {
      assertThat(run.lines()).as(messages).hasSize(Integer.parseInt(expected.lines()));
    }
    assertThat(messages).doesNotContain("Exception", "\tat ");
    expected.words().forEach(word -> assertThat(messages).contains(word));
    if (run.exitCode() != 0) {
      assertThat(run.errLines()).last().asString().startsWith("watchstream: ");
    }
    if (expected.words().isEmpty()) {
      assertThat(messages).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void what_import_makes_can_be_read_and_a_refusal_leaves_nothing(Case expected)
      throws URISyntaxException {
    String[] arguments = arguments(expected.command(), inputs());
    if (!arguments[0].equals("import")) {
      arguments = new String[] {"import", arguments[arguments.length - 1], "-o", folder + "/OUT"};
    }
    if (!Files.isRegularFile(Path.of(arguments[1]))) {
      return;
    }
    Run made = Run.of(arguments);

    if (made.exitCode() == 0) {
      long objects = Long.parseLong(made.out().replaceAll("(?s).*: (\\d+) object.*", "$1"));
      Run read = Run.of("extract", folder + "/OUT");
      assertThat(read.exitCode()).as(read.err()).isZero();
      assertThat(read.lines()).hasSizeGreaterThanOrEqualTo((int) objects);
    } else {
      assertThat(made.exitCode()).isEqualTo(1);
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void every_input_is_in_the_table() throws IOException, URISyntaxException {
    String commands = cases().map(Case::command).reduce("", (all, one) -> all + " " + one + " ");
    try (Stream<Path> files = Files.list(inputs())) {
      assertThat(files.map(file -> " " + file.getFileName() + " ")).allMatch(commands::contains);
    }
  }

  private String[] arguments(String command, Path inputs) {
    return Arrays.stream(command.split(" "))
        .map(word -> word.equals("OUT") ? folder + "/OUT" : inInputs(word, inputs))
        .toArray(String[]::new);
  }

  private static String inInputs(String word, Path inputs) {
    Path file = inputs.resolve(word);
    return Files.isRegularFile(file) ? file.toString() : word;
  }

  private static Path inputs() throws URISyntaxException {
    try {
      return Path.of(InputsTest.class.getResource("inputs").toURI()).toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
