package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the parser promises, as data: a name that states the promise, a stream, and what comes out
 * of it at every chunking. The format is described in {@code conformance/README.md}.
 */
class ConformanceTest {

  private static final List<String> FILES =
      List.of(
          "watch-events",
          "bare-objects",
          "lists",
          "framing",
          "absent",
          "duplicate-keys",
          "text",
          "other-kinds",
          "wrong-types",
          "malformed-json",
          "malformed-utf8",
          "truncated",
          "limits",
          "slices",
          "ports",
          "root-values",
          "other-forms");

  @TestFactory
  Stream<DynamicNode> the_parser_promises() {
    return FILES.stream()
        .map(
            file ->
                DynamicContainer.dynamicContainer(
                    file,
                    cases(file).stream()
                        .map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)))));
  }

  private static void check(ConformanceCase c) {
    assertThat(Brief.read(c.stream(), c.options())).as(c.name()).isEqualTo(c.expected());
  }

  @Test
  void every_file_of_the_folder_is_read_and_every_name_is_given_once()
      throws IOException, URISyntaxException {
    Path folder = Path.of(ConformanceTest.class.getResource("/conformance").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".txt")))
          .containsExactlyInAnyOrderElementsOf(FILES.stream().map(f -> f + ".txt").toList());
    }
    assertThat(FILES.stream().flatMap(f -> cases(f).stream()).map(ConformanceCase::name))
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(300);
  }

  private static List<ConformanceCase> cases(String file) {
    try (InputStream in =
        ConformanceTest.class.getResourceAsStream("/conformance/" + file + ".txt")) {
      return ConformanceCase.parse(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
