package dev.watchstream.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.fixtures.input.DurationText;
import dev.watchstream.replay.api.ApiHandler;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.faults.FaultRule;
import dev.watchstream.replay.faults.FaultyServer;
import dev.watchstream.replay.model.Speed;
import dev.watchstream.replay.time.ReplayControl;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Controls time and faults over HTTP. All parameters are in the query; every successful answer is
 * the resulting state.
 */
final class ControlEndpoints implements ApiHandler {
  private static final String ROOT = "/control";
  private static final JsonFactory JSON = new JsonFactory();

  private final StoryTold behind;
  private final FaultyServer faults;
  private final ReplayControl control;

  ControlEndpoints(StoryTold behind, FaultyServer faults, ReplayControl control) {
    this.behind = behind;
    this.faults = faults;
    this.control = control;
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    String path = request.path();
    if (!path.equals(ROOT) && !path.startsWith(ROOT + "/")) {
      return behind.answer(request);
    }
    if (request.header("Origin") != null) {
      // Any web page may send a POST to a server of this machine; its browser adds the Origin.
      return error(403, "not from a web page");
    }
    String method = path.equals(ROOT) ? "GET" : "POST";
    if (!request.method().equals(method)) {
      return error(405, path + " takes " + method);
    }
    try {
      return path.equals(ROOT) || steer(path.substring(ROOT.length() + 1), request.query())
          ? state()
          : error(404, "there are pause, resume, step, speed, loop, seek and faults below " + ROOT);
    } catch (IllegalArgumentException e) {
      return error(400, String.valueOf(e.getMessage()));
    }
  }

  /** False if there is no command of that name. */
  private boolean steer(String verb, @Nullable String query) {
    switch (verb) {
      case "pause" -> control.pause();
      case "resume" -> control.resume();
      case "step" -> control.step();
      case "speed" -> control.setSpeed(Speed.parse(parameter(query, "value", "2x or max")));
      case "loop" -> control.setLoop(isOn(parameter(query, "value", "on or off")));
      case "seek" -> control.seek(DurationText.parse(parameter(query, "to", "10s")));
      case "faults" ->
          faults.setRules(values(query, "fault").stream().map(FaultRule::parse).toList());
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean isOn(String text) {
    return switch (text) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new IllegalArgumentException("on or off, not '" + text + "'");
    };
  }

  private static String parameter(@Nullable String query, String name, String example) {
    List<String> values = values(query, name);
    if (values.size() != 1) {
      throw new IllegalArgumentException("it needs ?" + name + "=, such as " + example);
    }
    return values.get(0);
  }

  private static List<String> values(@Nullable String query, String name) {
    // A client may leave the plus in cut@event=3+10 unencoded; it never means a space here.
    String plain = query == null ? "" : query.replace("+", "%2B");
    return new QueryStringDecoder(plain, false).parameters().getOrDefault(name, List.of());
  }

  private ApiResponse state() {
    List<FaultRule> rules = faults.rules();
    Duration position = control.position();
    return json(
        200,
        json -> {
          json.writeBooleanField("paused", control.isPaused());
          json.writeStringField("speed", control.speed().toString());
          json.writeBooleanField("loop", control.loops());
          if (position != null) {
            json.writeNumberField("positionMillis", position.toMillis());
          }
          json.writeBooleanField("storyTold", behind.isTold());
          json.writeArrayFieldStart("faults");
          for (FaultRule rule : rules) {
            json.writeString(rule.toString());
          }
          json.writeEndArray();
        });
  }

  private static ApiResponse error(int status, String message) {
    return json(status, json -> json.writeStringField("error", message));
  }

  private static ApiResponse json(int status, Members members) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(body)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
    return new ApiResponse.Whole(
        status,
        List.of(new Header("Content-Type", "application/json")),
        ByteBuffer.wrap(body.toByteArray()));
  }

  @FunctionalInterface
  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }
}
