package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.parser.stream.EndpointsParser;
import dev.watchstream.parser.stream.EventStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Java examples of the parser's README, word for word, so that they compile and run. */
class ReadmeExamplesTest {

  @Test
  void the_readme_shows_this_code() throws IOException {
    String here = squeezed(Path.of("src/test/java/dev/watchstream/parser/ReadmeExamplesTest.java"));
    assertThat(examples("README.md"))
        .hasSize(2)
        .allSatisfy(code -> assertThat(here).contains(code));
    assertThat(examples("../README.md")).first().satisfies(code -> assertThat(here).contains(code));
  }

  @Test
  void pushed() {
    byte[] bytes = "{\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"a\"}}".getBytes(UTF_8);
    int length = bytes.length;
    EndpointsParser parser =
        EndpointsParser.create(
            event -> {
              if (event instanceof EndpointsEvent endpoints) {
                System.out.println(endpoints.name() + " " + endpoints.addresses());
              } else if (event instanceof StatusEvent status && status.isGone()) {
                System.out.println("the version is too old: list anew");
              }
            });
    parser.feed(bytes, 0, length); // as often as bytes arrive
    parser.endOfInput();
    assertThat(parser.eventCount()).isEqualTo(1);
  }

  @Test
  void pulled() throws IOException {
    InputStream inputStream = new ByteArrayInputStream("{\"kind\":\"Endpoints\"}".getBytes(UTF_8));
    try (EventStream events = EventStream.open(inputStream)) {
      for (StreamEvent event = events.next(); event != null; event = events.next()) {
        System.out.println(event);
      }
      assertThat(events.eventCount()).isEqualTo(1);
    }
  }

  private static List<String> examples(String readme) throws IOException {
    return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(Path.of(readme), UTF_8))
        .results()
        .map((MatchResult result) -> squeezed(result.group(1)))
        .toList();
  }

  private static String squeezed(Path file) throws IOException {
    return squeezed(Files.readString(file, UTF_8));
  }

  /**
   * The code without white space and closing braces: the indentation differs, and the tests have
   * more code before the braces.
   */
  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "").replaceAll("}+$", "");
  }
}
