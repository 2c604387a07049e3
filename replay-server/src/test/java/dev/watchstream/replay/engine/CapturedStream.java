package dev.watchstream.replay.engine;

import dev.watchstream.fixtures.Captures;
import dev.watchstream.fixtures.Chunk;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.RecordingInfo.Ended;
import dev.watchstream.fixtures.RecordingInfo.Request;
import dev.watchstream.fixtures.RecordingInfo.Response;
import dev.watchstream.fixtures.RecordingWriter;
import dev.watchstream.fixtures.Recordings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A capture of a stream, as {@code captures/README.md} describes it.
 *
 * @param accept as it was sent
 */
public record CapturedStream(
    String name, String path, String query, String accept, Instant startedAt, Ended ended) {
  private static final Pattern HEAD =
      Pattern.compile(
          "GET (?<path>[^? ]+)(\\?(?<query>\\S+))? .*?^Accept: (?<accept>\\V*).*"
              + "# started (?<started>\\d+) ms.*?; end: (?<end>\\V*)",
          Pattern.DOTALL | Pattern.MULTILINE);

  /** The watches that were answered with a stream. */
  public static List<CapturedStream> watches() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String file : Captures.names()) {
      if (file.endsWith(".idx")) {
        names.add(file.substring(0, file.length() - ".idx".length()));
      }
    }
    List<CapturedStream> watches = new ArrayList<>();
    for (String name : names) {
      String head = text(name + ".head");
      if (head.contains(" 200 OK") && head.contains("Transfer-Encoding: chunked")) {
        CapturedStream stream = of(name, head);
        if (!name.startsWith("10-")) {
          watches.add(stream);
        }
      }
    }
    return watches;
  }

  /** The names of the shipped recordings that hold a watch. */
  public static List<String> recordings() {
    return Recordings.names().stream().filter(name -> !name.equals("userdoor")).toList();
  }

  static CapturedStream named(String name) throws IOException {
    return of(name, text(name + ".head"));
  }

  private static CapturedStream of(String name, String head) {
    Matcher matcher = HEAD.matcher(head.replace("\r", ""));
    if (!matcher.find()) {
      throw new IllegalStateException(name + ".head is not as expected: " + head);
    }
    return new CapturedStream(
        name,
        matcher.group("path"),
        matcher.group("query"),
        matcher.group("accept"),
        Instant.ofEpochMilli(Long.parseLong(matcher.group("started"))),
        matcher.group("end").contains("(clean end)") ? Ended.CLEAN : Ended.CUT);
  }

  /** As the server framed it; times since the start. */
  List<Chunk> chunks() throws IOException {
    List<Chunk> chunks = new ArrayList<>();
    for (String line : text(name + ".idx").lines().toList()) {
      String[] parts = line.split(" ", 2);
      int length = Integer.parseInt(parts[1]);
      if (length > 0) {
        long millis = Long.parseLong(parts[0]) - startedAt.toEpochMilli();
        chunks.add(new Chunk(millis * 1_000_000, length));
      }
    }
    return chunks;
  }

  InputStream body() throws IOException {
    return Captures.names().contains(name + ".body")
        ? Captures.open(name + ".body")
        : Captures.open(name + ".body.zst");
  }

  String bodyText() throws IOException {
    try (InputStream body = body()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  public Recording recording(Path folder) throws IOException {
    Path made = folder.resolve(name.replace('/', '-'));
    RecordingInfo info =
        RecordingInfo.of(
            new Request("GET", path, query),
            new Response(200, List.of()),
            name.contains("1.22") ? "v1.22.0-rc.0" : "v1.21.3",
            startedAt);
    try (InputStream body = body();
        RecordingWriter writer = RecordingWriter.create(made, info)) {
      for (Chunk chunk : chunks()) {
        byte[] bytes = body.readNBytes(chunk.length());
        writer.append(chunk.offsetNanos(), bytes, 0, bytes.length);
      }
      writer.close(ended);
    }
    return Recording.open(made);
  }

  private static String text(String capture) throws IOException {
    try (InputStream in = Captures.open(capture)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
