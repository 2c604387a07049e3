package dev.watchstream.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class OptionalPortTest {

  @Command
  static final class Served {
    @Option(names = "--page", arity = "0..1", parameterConsumer = OptionalPort.class)
    @Nullable Integer page;

    @Parameters(arity = "0..1")
    @Nullable String name;
  }

  @ParameterizedTest
  @CsvSource({
    "--page, 0,",
    "--page 80, 80,",
    "--page=80, 80,",
    "--page web, 0, web",
    "--page 80 web, 80, web",
    "web --page, 0, web",
    "web, , web",
  })
  void only_a_number_behind_the_option_is_its_port(
      String words, @Nullable Integer page, @Nullable String name) {
    Served served = new Served();
    new CommandLine(served).parseArgs(words.split(" "));

    assertThat(served.page).isEqualTo(page);
    assertThat(served.name).isEqualTo(name);
  }
}
