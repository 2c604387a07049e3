package dev.watchstream.cli.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.parser.stream.EndpointsParser;
import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.faults.FaultRule;
import dev.watchstream.replay.model.Speed;
import dev.watchstream.replay.model.Story;
import dev.watchstream.timeline.TimeSource;
import dev.watchstream.timeline.TimelineBuilder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Feeds pages the events of a replay server up to the present time of its clock, and steers the
 * clock.
 */
public final class ReplayPlayer implements PlayerControl {

  /** How far behind the clock a page may be while no events come. */
  private static final Duration MOST_BEHIND = Duration.ofSeconds(1);

  private static final JsonFactory JSON = new JsonFactory();

  private final String title;
  private final ReplayServer server;
  private final Connections connections;
  private final Story story;
  private final Duration end;
  private final Feed feed;

  // Used by the feed's thread only.
  private EndpointsParser parser;
  private int told;
  private Duration toldTo = Duration.ZERO;
  private Duration shownTo = Duration.ZERO;
  private Duration at = Duration.ZERO;

  /**
   * A player of a server with a shared clock.
   *
   * @param connections who is connected to it
   */
  public ReplayPlayer(String title, ReplayServer server, Connections connections) {
    this.title = title;
    this.server = server;
    this.connections = connections;
    this.story = server.story();
    this.end = story.size() == 0 ? Duration.ZERO : story.at(story.size() - 1);
    this.feed = new Feed(newTimeline());
    this.parser = newParser();
  }

  public Feed feed() {
    return feed;
  }

  /** Feeds the events that are due since the last call; starts anew if the clock went back. */
  public void follow() {
    Duration position = position();
    if (position.compareTo(toldTo) < 0) {
      feed.restart(newTimeline());
      parser = newParser();
      told = 0;
    }
    toldTo = position;
    for (; told < story.size() && story.at(told).compareTo(position) <= 0; told++) {
      at = story.at(told);
      byte[] event = story.event(told);
      parser.feed(event, 0, event.length);
    }
    if (told > 0 && position.minus(shownTo).abs().compareTo(MOST_BEHIND) > 0) {
      shownTo = position;
      feed.tell(
          timeline -> {
            timeline.end(position);
            return null;
          });
    }
    feed.player(state(position));
  }

  /** The server may have objects of any kind; a page shows services. */
  private EndpointsParser newParser() {
    return EndpointsParser.create(this::tell, ParserOptions.defaults().withSkipOtherKinds(true));
  }

  private TimelineBuilder newTimeline() {
    TimelineBuilder timeline = new TimelineBuilder(title);
    timeline.times(TimeSource.ARRIVAL, server.startedAt());
    return timeline;
  }

  private void tell(StreamEvent event) {
    feed.tell(
        timeline -> {
          RolloutStep step = timeline.accept(event, 0, at);
          return step == null ? null : step.service();
        });
  }

  /** The position within the lap, if the story loops; its end if the clock runs at full speed. */
  private Duration position() {
    Duration position = server.position();
    if (position == null) {
      return end;
    }
    Duration inLap = position.minus(lapBegin(position));
    return inLap.compareTo(end) > 0 ? end : inLap;
  }

  private Duration lapBegin(Duration position) {
    return story.lap().isZero()
        ? Duration.ZERO
        : story.lap().multipliedBy(position.toNanos() / story.lap().toNanos());
  }

  /** Seeks within the present lap: seeking beyond it would begin another one. */
  private void seek(Duration to) {
    Duration position = server.position();
    server.seek(position == null ? to : lapBegin(position).plus(to));
  }

  @Override
  public void steer(String verb, @Nullable String query) {
    switch (verb) {
      case "pause" -> server.pause();
      case "resume" -> server.resume();
      case "step" -> server.step();
      case "speed" -> server.setSpeed(Speed.parse(one(query, "value", "2x or max")));
      case "loop" -> server.setLoop(isOn(one(query, "value", "on or off")));
      case "seek" -> seek(seconds(one(query, "to", "12.5s")));
      case "faults" ->
          server.setFaults(
              values(query, "fault").stream()
                  .filter(text -> !text.isBlank())
                  .map(FaultRule::parse)
                  .toList());
      default -> throw new IllegalArgumentException("there is no button " + verb);
    }
  }

  private static boolean isOn(String text) {
    return switch (text) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new IllegalArgumentException("expected on or off, not '" + text + "'");
    };
  }

  private static Duration seconds(String text) {
    try {
      BigDecimal seconds = new BigDecimal(text.endsWith("s") ? text.replaceFirst("s$", "") : text);
      return Duration.ofNanos(seconds.movePointRight(9).longValue());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected seconds such as 12.5s, not '" + text + "'", e);
    }
  }

  private static String one(@Nullable String query, String name, String example) {
    List<String> values = values(query, name);
    if (values.size() != 1) {
      throw new IllegalArgumentException("it needs ?" + name + "=, such as " + example);
    }
    return values.get(0);
  }

  private static List<String> values(@Nullable String query, String name) {
    List<String> values = new ArrayList<>();
    for (String part : (query == null ? "" : query).split("&", -1)) {
      if (part.startsWith(name + "=")) {
        values.add(URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8));
      }
    }
    return values;
  }

  private String state(Duration position) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeBooleanField("paused", server.isPaused());
      json.writeStringField("speed", server.speed().toString());
      json.writeNumberField("position", position.toMillis() / 1e3);
      json.writeNumberField("end", end.toMillis() / 1e3);
      json.writeBooleanField("canLoop", !story.lap().isZero());
      json.writeBooleanField("loop", server.loops());
      json.writeArrayFieldStart("faults");
      for (FaultRule rule : server.faults()) {
        json.writeString(rule.toString());
      }
      json.writeEndArray();
      json.writeArrayFieldStart("clients");
      for (String client : connections.open(server.requests())) {
        json.writeString(client);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }
}
