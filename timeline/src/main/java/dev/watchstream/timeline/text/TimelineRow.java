package dev.watchstream.timeline.text;

import dev.watchstream.parser.rollout.AddressChange;
import dev.watchstream.parser.rollout.RolloutStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of a timeline: one event, or several that were merged. */
final class TimelineRow {

  /** If there are more changes than this, they are counted, not named. */
  private static final int MOST_NAMES = 2;

  /** A name shortened to fewer characters would not be recognised. */
  private static final int LEAST_NAME = 8;

  private final long firstEvent;
  private long lastEvent;
  private final String type;
  private @Nullable Duration time;
  private int readyMin;
  private int readyMax;
  private int ready;
  private int readyOutdated;
  private int notReady;
  private int notReadyMax;
  private int terminating;
  private final Map<AddressChange.What, Integer> counts = new EnumMap<>(AddressChange.What.class);

  /** The first changes, to be shown by name if there are no more. */
  private final List<AddressChange> named = new ArrayList<>(MOST_NAMES);

  TimelineRow(RolloutStep step) {
    firstEvent = step.eventNumber();
    lastEvent = firstEvent;
    type = step.type().name();
    time = step.time();
    ready = step.ready();
    readyOutdated = step.readyOutdated();
    readyMin = ready;
    readyMax = ready;
    notReady = step.notReady();
    notReadyMax = notReady;
    terminating = step.terminating();
    for (AddressChange change : step.changes()) {
      counts.merge(change.what(), 1, Integer::sum);
      if (named.size() < MOST_NAMES) {
        named.add(change);
      }
    }
  }

  /** Merges the row that follows into this one. */
  void merge(TimelineRow next) {
    lastEvent = next.lastEvent;
    time = next.time;
    ready = next.ready;
    readyOutdated = next.readyOutdated;
    readyMin = Math.min(readyMin, next.readyMin);
    readyMax = Math.max(readyMax, next.readyMax);
    notReady = next.notReady;
    notReadyMax = Math.max(notReadyMax, next.notReadyMax);
    terminating = next.terminating;
    next.counts.forEach((what, count) -> counts.merge(what, count, Integer::sum));
  }

  long firstEvent() {
    return firstEvent;
  }

  /** {@code 7}, or {@code 7–12} for several. */
  String events() {
    return firstEvent == lastEvent ? Long.toString(firstEvent) : firstEvent + "–" + lastEvent;
  }

  /** The event's type; empty for several events. */
  String type() {
    return firstEvent == lastEvent ? type : "";
  }

  /** When its last event came. */
  @Nullable Duration time() {
    return time;
  }

  int ready() {
    return ready;
  }

  int readyOutdated() {
    return readyOutdated;
  }

  int notReady() {
    return notReady;
  }

  int total() {
    return Math.max(readyMax + notReady, ready + notReadyMax);
  }

  /** How many addresses are ready, not ready and terminating; as ranges for several events. */
  String state() {
    StringBuilder state = new StringBuilder();
    state.append(readyMin == readyMax ? "" + ready : readyMin + "–" + readyMax).append(" ready");
    if (notReadyMax > 0) {
      state.append(firstEvent == lastEvent ? ", " : ", up to ").append(notReadyMax);
      state.append(" not ready");
    }
    if (terminating > 0) {
      state.append(", ").append(terminating).append(" terminating");
    }
    return state.toString();
  }

  /**
   * The changes, in at most {@code room} characters: with names if they fit, or else with names
   * shortened in the middle, or else only counted.
   */
  String story(int room, TextOutput output) {
    List<Part> parts = byName(Integer.MAX_VALUE);
    if (length(parts) > room && !parts.isEmpty()) {
      int names = parts.stream().mapToInt(part -> part.name.length()).sum();
      int each = (room - (length(parts) - names)) / parts.size();
      parts = each >= LEAST_NAME ? byName(each) : counted();
    }
    if (parts.isEmpty()) {
      parts = counted();
    }
    StringBuilder story = new StringBuilder();
    int length = 0;
    for (Part part : parts) {
      String separator = length == 0 ? "" : ", ";
      length += separator.length() + part.text().length();
      if (length > room) {
        return story.append("…").toString();
      }
      story.append(separator).append(style(part.what).of(part.text(), output));
    }
    return story.toString();
  }

  private static int length(List<Part> parts) {
    return parts.stream().mapToInt(part -> part.text().length()).sum()
        + 2 * Math.max(0, parts.size() - 1);
  }

  private record Part(AddressChange.What what, String name, String verb) {
    String text() {
      return name + verb;
    }
  }

  /**
   * Each change with its name, of at most {@code most} characters; empty when there are too many
   * changes.
   */
  private List<Part> byName(int most) {
    int total = counts.values().stream().mapToInt(Integer::intValue).sum();
    if (firstEvent != lastEvent || total != named.size()) {
      return List.of();
    }
    List<Part> parts = new ArrayList<>();
    for (AddressChange change : named) {
      AddressChange.What what = change.what();
      String name = most == Integer.MAX_VALUE ? name(change) : Words.shortened(name(change), most);
      parts.add(new Part(what, name, isOr(what) + verb(what)));
    }
    return parts;
  }

  private List<Part> counted() {
    List<Part> parts = new ArrayList<>();
    counts.forEach((what, count) -> parts.add(new Part(what, "", count + " " + verb(what))));
    return parts;
  }

  private static String name(AddressChange change) {
    var target = change.address().targetRef();
    String name = target == null ? null : target.name();
    return Words.excerpt(name == null ? change.address().ip() : name);
  }

  private static String isOr(AddressChange.What what) {
    return what == AddressChange.What.GONE ? " is " : " ";
  }

  private static String verb(AddressChange.What what) {
    return switch (what) {
      case APPEARED_READY -> "appeared, ready";
      case APPEARED_NOT_READY -> "appeared, not ready";
      case BECAME_READY -> "became ready";
      case BECAME_NOT_READY -> "became not ready";
      case STARTED_TERMINATING -> "started terminating";
      case GONE -> "gone";
    };
  }

  private static Style style(AddressChange.What what) {
    return switch (what) {
      case APPEARED_READY, BECAME_READY -> Style.GREEN;
      case APPEARED_NOT_READY, BECAME_NOT_READY -> Style.YELLOW;
      case STARTED_TERMINATING, GONE -> Style.RED;
    };
  }
}
