package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An option's name means the same in every command. */
class OptionNamesTest {

  private static final Pattern COMMAND = Pattern.compile("^  ([a-z]+) ", Pattern.MULTILINE);

  @TempDir Path folder;

  static List<String> commands() {
    return COMMAND
        .matcher(Run.of("--help").out())
        .results()
        .map(line -> line.group(1))
        .filter(name -> !name.equals("watchstream"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void output_is_the_form_of_what_is_printed_and_out_is_what_is_made(String command) {
    List<String> help = Run.of(command, "--help").lines();

    assertThat(help)
        .filteredOn(line -> line.matches("  +(-o|--output)\\b.*"))
        .allMatch(line -> line.matches("  -o, --output=[a-z]+(\\|[a-z]+)+.*"));
    assertThat(help)
        .filteredOn(line -> line.contains("--out="))
        .allMatch(line -> line.matches(".*--out=(FILE|FOLDER|RECORDING).*"));
    assertThat(help).noneMatch(line -> line.contains("-o,") && line.contains("--out="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--out NEW", "--out=NEW", "-o NEW", "--output NEW", "--output=NEW"})
  void what_is_made_is_named_as_it_was_formerly_too(String option) {
    String made = folder.resolve("made").toString();
    Run run = Run.of(("redact passport-auth " + option.replace("NEW", made)).split(" "));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Path.of(made, "body.ndjson")).isRegularFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-oNEW", "-o=NEW"})
  void a_former_letter_with_its_value_attached_is_told_what_to_write(String option) {
    Run run = Run.of("redact", "passport-auth", option);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errLines())
        .containsExactly("watchstream redact: write --out NEW; see watchstream redact --help");
  }

  @Test
  void without_its_name_the_option_of_today_is_asked_for() {
    Run run = Run.of("redact", "passport-auth");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'--out=RECORDING'").doesNotContain("--output");
  }
}
