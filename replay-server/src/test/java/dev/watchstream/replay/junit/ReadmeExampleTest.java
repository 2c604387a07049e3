package dev.watchstream.replay.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.replay.ReplayServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Contains the README's JUnit example literally, so that it compiles and runs. */
class ReadmeExampleTest {

  @Test
  @Replay(value = "passport-auth", speed = "max", faults = "cut@event=3@request=1")
  void the_watch_is_resumed_after_a_cut(ReplayServer server) throws Exception {
    assertThat(new MyWatch(server.baseUrl()).events()).hasSize(4);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void the_readme_shows_this() throws IOException {
    String readme = Files.readString(Path.of("../README.md"), StandardCharsets.UTF_8);
    Matcher example =
        Pattern.compile("## In your code.*```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(example.find()).isTrue();
    String here =
        Files.readString(
            Path.of("src/test/java/dev/watchstream/replay/junit/ReadmeExampleTest.java"));
    assertThat(here.replaceAll("\\s+", "")).contains(example.group(1).replaceAll("\\s+", ""));
  }

  /** A watch such as a reader might have: it resumes after the last version that it saw. */
  private record MyWatch(String baseUrl) {
    private static final Pattern VERSION =
        Pattern.compile("\"metadata\":\\{[^}]*?\"resourceVersion\":\"(\\d+)\"");

    List<String> events() throws IOException {
      List<String> events = new ArrayList<>();
      String from = "";
      while (events.size() < 4) {
        String url = baseUrl + "/api/v1/namespaces/default/endpoints?watch=true" + from;
        try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    URI.create(url).toURL().openStream(), StandardCharsets.UTF_8))) {
          for (String line; events.size() < 4 && (line = lines.readLine()) != null; ) {
            events.add(line);
            Matcher version = VERSION.matcher(line);
            if (version.find()) {
              from = "&resourceVersion=" + version.group(1);
            }
          }
        } catch (IOException cut) {
          assertThat(events).hasSize(3);
        }
      }
      return events;
    }
  }
}
