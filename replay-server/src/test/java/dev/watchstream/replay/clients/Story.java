package dev.watchstream.replay.clients;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.Recordings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The changes of Endpoints default/passport-auth in a recording. */
record Story(String recording, List<Seen> changes) {
  static Story of(String recording) throws IOException {
    Recording opened = Recordings.find(recording).orElseThrow();
    try (InputStream body = opened.openBody()) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      return new Story(recording, text.lines().map(Seen::line).toList());
    }
  }

  Seen last() {
    return changes.get(changes.size() - 1);
  }

  /**
   * The versions that a client sees that begins with the state again after {@code seen} changes:
   * with the last of them, if any.
   */
  List<String> versionsWithANewBeginningAfter(int seen) {
    List<Seen> again = changes.subList(Math.max(0, seen - 1), changes.size());
    return java.util.stream.Stream.concat(changes.subList(0, seen).stream(), again.stream())
        .map(Seen::version)
        .toList();
  }
}
