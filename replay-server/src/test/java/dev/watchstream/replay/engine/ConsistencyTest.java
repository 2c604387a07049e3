package dev.watchstream.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.Frame.Chunk;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.testing.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What every client relies on: a list plus the events after it is the list at any later version.
 */
class ConsistencyTest {
  private static final Pattern OBJECT =
      Pattern.compile(
          "\"metadata\":\\{\"name\":\"(?<name>[^\"]+)\",(\"generateName\":\"[^\"]*\",)?"
              + "\"namespace\":\"[^\"]*\",\"uid\":\"[^\"]*\",\"resourceVersion\":\"(?<version>\\d+)\"");
  private static final Pattern LIST_VERSION =
      Pattern.compile("^\\{[^{]*\\{\"resourceVersion\":\"(\\d+)\"");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "01-create/ns-endpoints, endpoints, ''",
    "01-create/ns-endpoints, endpoints, &labelSelector=k8s-app",
    "01-create/ns-endpoints, endpoints, &labelSelector=!tier",
    "01-create/ns-endpoints, endpoints, &fieldSelector=metadata.name!=manual",
    "01-create/ns-endpointslices, endpointslices, ''",
    "01-create/ns-endpointslices, endpointslices, &labelSelector=endpointslice.kubernetes.io/managed-by!=x",
    "02-passport-auth/w-field, endpoints, ''",
    "02-passport-auth/w-field, endpoints, &labelSelector=k8s-app=passport-auth"
  })
  void a_list_and_the_events_after_it_are_the_list_at_any_later_version(
      String capture, String plural, String selector) throws IOException {
    Recording recording = CapturedStream.named(capture).recording(folder);
    String path =
        (plural.equals("endpoints") ? "/api/v1" : "/apis/discovery.k8s.io/v1")
            + "/namespaces/default/"
            + plural;
    for (boolean loop : List.of(false, true)) {
      try (World world = World.of(ReplayOptions.DEFAULTS.withLoop(loop), recording)) {
        String first = world.text(path + "?a=b" + selector);
        Matcher version = LIST_VERSION.matcher(first);
        assertThat(version.find()).isTrue();
        long last = Long.parseLong(version.group(1));
        Map<String, Long> state = objects(first);
        int seen = 0;
        try (WatchBody body =
            world.watch(path + "?watch=1&resourceVersion=" + last + selector).body()) {
          for (Frame frame = body.next();
              frame instanceof Chunk chunk && seen < 250;
              frame = body.next()) {
            String event = World.text(chunk.bytes());
            Map.Entry<String, Long> object = objects(event).entrySet().iterator().next();
            assertThat(object.getValue()).as(event).isGreaterThan(last);
            last = object.getValue();
            if (event.startsWith("{\"type\":\"DELETED\"")) {
              assertThat(state.remove(object.getKey())).as(event).isNotNull();
            } else {
              boolean known = state.put(object.getKey(), last) != null;
              assertThat(event)
                  .startsWith(known ? "{\"type\":\"MODIFIED\"" : "{\"type\":\"ADDED\"");
            }
            assertThat(
                    objects(
                        world.text(
                            path
                                + "?resourceVersionMatch=Exact&resourceVersion="
                                + last
                                + selector)))
                .isEqualTo(state);
            seen++;
          }
        }
        assertThat(seen).isGreaterThan(loop ? 249 : 3);
      }
    }
  }

  private static Map<String, Long> objects(String json) {
    Map<String, Long> objects = new TreeMap<>();
    Matcher object = OBJECT.matcher(json);
    while (object.find()) {
      objects.put(object.group("name"), Long.parseLong(object.group("version")));
    }
    return objects;
  }
}
