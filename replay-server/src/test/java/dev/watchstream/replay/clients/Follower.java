package dev.watchstream.replay.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a careful program does with a library that knows HTTP but not Kubernetes: it watches,
 * resumes after the last version that it has seen, accepts an event only when its line is complete,
 * starts again when its version is gone, and retries when the server fails.
 */
final class Follower {
  private static final String ENDPOINTS = "/api/v1/namespaces/default/endpoints";
  private static final String SELECTOR = "fieldSelector=metadata.name%3Dpassport-auth";

  /** A library's GET. */
  interface Http {
    Answer get(String pathAndQuery) throws IOException;
  }

  /** The caller has to close the body. */
  record Answer(int status, InputStream body) {}

  private final Http http;
  private final Seen last;
  private final List<Seen> seen = new ArrayList<>();
  private String version = "";

  private Follower(Http http, Story story) {
    this.http = http;
    this.last = story.last();
  }

  /** Returns all changes up to the story's last. */
  static List<Seen> follow(Http http, Story story) throws IOException {
    return new Follower(http, story).toTheEnd();
  }

  private List<Seen> toTheEnd() throws IOException {
    while (!version.equals(last.version())) {
      Answer answer;
      try {
        answer = http.get(ENDPOINTS + "?watch=true&" + SELECTOR + "&resourceVersion=" + version);
      } catch (IOException reset) {
        continue; // A reset takes with it what was not read yet, be it the head.
      }
      try (InputStream body = answer.body()) {
        if (answer.status() == 410) {
          version = "";
        } else if (answer.status() == 200) {
          read(body);
        }
      }
    }
    return seen;
  }

  private void read(InputStream body) {
    InputStream lines = new BufferedInputStream(body);
    try {
      @Nullable String line = "";
      while (line != null && !version.equals(last.version())) {
        line = completeLine(lines);
        if (line != null) {
          take(line);
        }
      }
    } catch (IOException cut) {
      // Complete events were taken; the next watch begins after them.
    }
  }

  private void take(String line) {
    JsonNode event = Seen.json(line);
    if (event.path("type").asText().equals("ERROR")) {
      version = event.path("object").path("code").asInt() == 410 ? "" : version;
      return;
    }
    Seen change = Seen.line(line);
    if (!change.version().equals(version)) {
      seen.add(change);
      version = change.version();
    }
  }

  /** Null at the end, and for a line that was cut off. */
  private static @Nullable String completeLine(InputStream lines) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = lines.read(); next >= 0; next = lines.read()) {
      if (next == '\n') {
        return line.toString(StandardCharsets.UTF_8);
      }
      line.write(next);
    }
    return null;
  }
}
