package dev.watchstream.client;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a recording contains, as the parser reads it.
 *
 * @param changes each as {@link #telling} shortens it
 * @param end the services that exist at its end
 */
record RecordedStory(List<String> changes, Set<ServiceEndpoints> end) {

  static RecordedStory of(String recording) throws IOException {
    return of(Recordings.open(recording));
  }

  static RecordedStory of(Recording recording) throws IOException {
    EndpointsStore store = new EndpointsStore();
    List<String> changes = new ArrayList<>();
    try (InputStream body = recording.openBody()) {
      EndpointsParser.create(
              event -> {
                if (event instanceof EndpointsEvent change) {
                  store.onNotice(new WatchNotice.Change(change, WatchNotice.Source.WATCH));
                  changes.add(
                      telling(
                          "WATCH "
                              + change.type()
                              + " "
                              + change.namespace()
                              + "/"
                              + change.name()
                              + " "
                              + change.resourceVersion()));
                }
              })
          .parse(body);
    }
    return new RecordedStory(List.copyOf(changes), Set.copyOf(store.all()));
  }

  int length() {
    return changes.size();
  }

  /**
   * A line of {@link WatchRun#changes} without what may differ: how the change became known, and
   * the version of a delete, which a relist does not know.
   */
  static String telling(String line) {
    String[] words = line.split(" ", -1);
    return words[1].equals("DELETED") ? words[2] + " deleted" : words[2] + " " + words[3];
  }

  /** What a watch has reported, shortened in the same way. */
  static List<String> told(WatchRun run) {
    return run.changes().stream().map(RecordedStory::telling).toList();
  }
}
