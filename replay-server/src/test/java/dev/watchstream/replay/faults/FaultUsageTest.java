package dev.watchstream.replay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command line's help and the documentation describe each fault correctly. */
class FaultUsageTest {
  private static final Path README = Path.of("README.md");
  private static final String HEAD = "| text | what a client sees |\n|---|---|\n";

  static List<FaultUsage> usages() {
    return FaultUsage.all();
  }

  @ParameterizedTest
  @MethodSource("usages")
  void everyFormIsUnderstoodOnceItsCapitalWordsAreFilledIn(FaultUsage usage) {
    String text =
        usage
            .text()
            .replace("POINT", "event=3")
            .replace("TIME", "5s")
            .replace("BYTES", "7")
            .replace("CODE", "503")
            .replace("=N", "=2");
    assertThat(FaultRule.parse(text)).hasToString(text);
    assertThat(usage.effect()).isNotBlank().doesNotEndWith(".");
  }

  @Test
  void everyFaultHasANameOfItsOwnAndShowsIt() {
    assertThat(Faults.ALL).extracting(FaultKind::name).doesNotHaveDuplicates();
    for (FaultKind kind : Faults.ALL) {
      assertThat(kind.usages())
          .isNotEmpty()
          .allSatisfy(usage -> assertThat(usage.text()).startsWith(kind.name()));
    }
  }

  /** With {@code -Dwatchstream.update=true} this rewrites the table. */
  @Test
  void theTableOfTheDocumentationIsThatOfTheRegistry() throws IOException {
    String table =
        FaultUsage.all().stream()
            .map(usage -> "| `%s` | %s |\n".formatted(usage.text(), usage.effect()))
            .collect(Collectors.joining("", HEAD, "\n"));
    String readme = Files.readString(README);
    int start = readme.indexOf(HEAD);
    assertThat(start).as("the table's head in %s", README).isNotNegative();
    int end = readme.indexOf("\n\n", start) + 2;
    if (Boolean.getBoolean("watchstream.update")) {
      Files.writeString(README, readme.substring(0, start) + table + readme.substring(end));
    } else {
      assertThat(readme.substring(start, end)).isEqualTo(table);
    }
  }
}
