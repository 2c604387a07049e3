package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.timeline.fleet.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Completions and manuals have every command and all its options. */
class ReferenceTest {

  @TempDir Path folder;

  private static List<String> commands() {
    return Pattern.compile("^  ([a-z]+) ", Pattern.MULTILINE)
        .matcher(Run.of("--help").out())
        .results()
        .map(line -> line.group(1))
        .filter(name -> !name.equals("watchstream"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void a_shell_completes_every_command_and_its_options(String shell) {
    Run run = Run.of("completion", shell);

    assertThat(run.exitCode()).isZero();
    assertThat(commands()).hasSizeGreaterThan(10).allMatch(run.out()::contains);
    assertThat(run.out())
        .contains("skip-other-kinds", "ndjson")
        .doesNotContain("reference")
        .doesNotContain("NDJSON ", "\"NDJSON\"");
  }

  @Test
  void the_page_on_fleets_says_what_each_column_is() throws IOException {
    String page = Files.readString(Path.of("../docs/fleet.md"));
    for (Report<?> report : Report.all()) {
      assertThat(report.columns())
          .allSatisfy(column -> assertThat(page).contains("`" + column.name() + "`"));
    }
  }

  @ParameterizedTest
  @CsvSource({"help, --help", "help extract, extract --help", "version, --version"})
  void what_other_tools_take_as_a_word_works_here(String words, String options) {
    assertThat(Run.of(words.split(" ")).out())
        .isEqualTo(Run.of(options.split(" ")).out())
        .isNotEmpty();
  }

  @Test
  void every_command_has_a_manual_page_without_a_stray_request() throws IOException {
    assertThat(Run.of("reference", "man", folder.toString()).exitCode()).isZero();

    for (String command : commands()) {
      assertThat(Files.readAllLines(folder.resolve("watchstream-" + command + ".1")))
          .filteredOn(line -> line.startsWith("."))
          .allMatch(line -> line.matches("\\.(TH|SH|TP|B|nf|fi)( .*)?"));
    }
    try (Stream<Path> pages = Files.list(folder)) {
      assertThat(pages.count()).isEqualTo(commands().size() + 1L);
    }
  }

  @Test
  void the_page_of_the_documentation_has_every_command_as_a_heading() throws IOException {
    Path page = folder.resolve("commands.md");
    assertThat(Run.of("reference", "markdown", page.toString()).exitCode()).isZero();

    assertThat(Files.readAllLines(page))
        .filteredOn(line -> line.startsWith("## "))
        .extracting(line -> line.substring(3))
        .containsExactlyElementsOf(commands());
  }

  @Test
  void the_page_that_is_committed_is_what_the_commands_say() throws IOException {
    Path page = folder.resolve("commands.md");
    Run.of("reference", "markdown", page.toString());

    assertThat(Path.of("../docs/reference/commands.md"))
        .as("./watchstream reference markdown docs/reference/commands.md")
        .hasSameTextualContentAs(page);
  }
}
