package dev.watchstream.replay.clients;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.Recordings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a recording tells of Endpoints default/passport-auth. */
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

  /** Which versions a client passes through that begins anew after having seen so many changes. */
  List<String> versionsWithANewBeginningAfter(int seen) {
    return java.util.stream.Stream.concat(changes.subList(0, seen).stream(), changes.stream())
        .map(Seen::version)
        .toList();
  }
}
