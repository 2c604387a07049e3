package dev.watchstream.replay.testing;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.engine.Environment;
import dev.watchstream.replay.engine.ReplayEngine;
import dev.watchstream.replay.engine.ReplayOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An engine on a fake clock, with short methods for requests. */
public final class World implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  public final FakeTime time = new FakeTime();
  public final ReplayEngine engine;

  private World(List<Recording> recordings, ReplayOptions options) throws IOException {
    engine =
        ReplayEngine.open(
            recordings, options, new Environment(time, InstantSource.fixed(NOW), new Random(1)));
  }

  public static World of(Recording... recordings) throws IOException {
    return new World(List.of(recordings), ReplayOptions.DEFAULTS);
  }

  public static World of(ReplayOptions options, Recording... recordings) throws IOException {
    return new World(List.of(recordings), options);
  }

  public static World shipped(String name) throws IOException {
    return of(Recordings.open(name));
  }

  public static World shipped(ReplayOptions options, String name) throws IOException {
    return of(options, Recordings.open(name));
  }

  @Override
  public void close() throws IOException {
    engine.close();
  }

  /** Headers as {@code "Accept: text/html"}. */
  public ApiResponse.WithHead ask(String method, String pathAndQuery, String... headers) {
    int mark = pathAndQuery.indexOf('?');
    List<Header> parsed = new ArrayList<>();
    for (String header : headers) {
      int colon = header.indexOf(':');
      parsed.add(new Header(header.substring(0, colon), header.substring(colon + 1).strip()));
    }
    ApiResponse answer =
        engine.answer(
            new ApiRequest(
                method,
                mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark),
                mark < 0 ? null : pathAndQuery.substring(mark + 1),
                parsed));
    return answer instanceof ApiResponse.Deferred deferred
        ? deferred.maker().get()
        : (ApiResponse.WithHead) answer;
  }

  public ApiResponse.Whole get(String pathAndQuery, String... headers) {
    return (ApiResponse.Whole) ask("GET", pathAndQuery, headers);
  }

  public String text(String pathAndQuery, String... headers) {
    return text(get(pathAndQuery, headers).body());
  }

  public ApiResponse.Watch watch(String pathAndQuery, String... headers) {
    return (ApiResponse.Watch) ask("GET", pathAndQuery, headers);
  }

  /** All that a watch sends; time is advanced while the watch waits for a bookmark. */
  public String story(String pathAndQuery, String... headers) {
    StringBuilder story = new StringBuilder();
    try (WatchBody body = watch(pathAndQuery, headers).body()) {
      Frame frame = body.next();
      while (frame instanceof Frame.Chunk || frame instanceof Frame.Later) {
        if (frame instanceof Frame.Chunk chunk) {
          story.append(text(chunk.bytes()));
        } else {
          time.passNanos(body.clock().nanosUntil(frame.atNanos()));
        }
        frame = body.next();
      }
    }
    return story.toString();
  }

  public static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }

  public static String header(ApiResponse.WithHead response, String name) {
    return response.headers().stream()
        .filter(header -> header.name().equals(name))
        .map(Header::value)
        .findFirst()
        .orElse(null);
  }

  /** Types and versions, such as {@code ADDED 1167}. */
  public static List<String> summary(String story) {
    return story
        .lines()
        .map(
            line ->
                line.replaceFirst(
                    "^\\{\"type\":\"([A-Z]+)\".*?\"resourceVersion\":\"(\\d+)\".*", "$1 $2"))
        .toList();
  }
}
