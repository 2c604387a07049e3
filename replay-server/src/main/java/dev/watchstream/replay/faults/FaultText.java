package dev.watchstream.replay.faults;

import dev.watchstream.fixtures.input.DurationText;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code KIND[=VALUE][@KEY=VALUE]…[:TIME]}. The time may stand at the end of any part, once:
 * it belongs to the whole. What was read is removed, so that a leftover is an error.
 */
final class FaultText {
  private static final Set<String> POINTS = Set.of("byte", "event", "character", "time");
  private static final Pattern TRAILING_TIME = Pattern.compile("(.*):([^:/]*)");
  private static final Pattern EVENT = Pattern.compile("([^+]*)(?:\\+(.*))?");

  /** The seed of random faults: the same text has the same effect in every run. */
  static final long SEED = 1;

  private final String text;
  private final String kind;
  private final Map<String, String> rest = new HashMap<>();
  private @Nullable String value;
  private @Nullable String time;

  FaultText(String text) {
    this.text = text;
    String[] parts = text.split("@", -1);
    String[] first = withoutTime(parts[0]).split("=", 2);
    this.kind = first[0];
    this.value = first.length > 1 ? first[1] : null;
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      String[] word = withoutTime(part).split("=", 2);
      if (word.length < 2) {
        throw wrong("\"" + part + "\" has to be KEY=VALUE");
      }
      if (rest.put(word[0], word[1]) != null) {
        throw wrong("@" + word[0] + " stands twice");
      }
    }
  }

  private String withoutTime(String part) {
    Matcher matcher = TRAILING_TIME.matcher(part);
    if (!matcher.matches()) {
      return part;
    }
    if (time != null) {
      throw wrong("a time stands once, not :" + time + " and :" + matcher.group(2));
    }
    time = matcher.group(2);
    return matcher.group(1);
  }

  FaultRule rule() {
    String path = rest.remove("path");
    String request = rest.remove("request");
    int number = request == null ? FaultRule.EVERY : number("request", request, 1);
    return new FaultRule(fault().toString(), path, number);
  }

  Fault fault() {
    try {
      return readAll();
    } catch (IllegalArgumentException e) {
      // An error of the fault itself does not name the text that it was read from.
      String message = String.valueOf(e.getMessage());
      throw message.startsWith("fault \"") ? e : wrong(message);
    }
  }

  private Fault readAll() {
    for (FaultKind known : Faults.ALL) {
      if (known.name().equals(kind)) {
        Fault fault = known.reader().apply(this);
        nothingLeft();
        return fault;
      }
    }
    throw wrong("there is no \"" + kind + "\", only " + Faults.names());
  }

  /** What stands behind {@code =}; null for nothing. */
  @Nullable String takeValue() {
    String given = value;
    value = null;
    return given;
  }

  /** Whether {@code @KEY} is there and not taken yet. */
  boolean has(String key) {
    return rest.containsKey(key);
  }

  /** One of {@code @byte}, {@code @event}, {@code @character} and {@code @time}. */
  Point takePoint() {
    Set<String> named = new TreeSet<>(rest.keySet());
    named.retainAll(POINTS);
    if (named.size() != 1) {
      throw wrong("it needs one of @byte=N, @event=N, @character=N or @time=TIME");
    }
    String key = named.iterator().next();
    String where = String.valueOf(rest.remove(key));
    return switch (key) {
      case "byte" -> new Point.AtByte(number(key, where, 0));
      case "event" -> inEvent(where);
      case "character" -> new Point.InCharacter(number(key, where, 1));
      default -> new Point.AtTime(DurationText.parse(where));
    };
  }

  private Point inEvent(String where) {
    Matcher matcher = EVENT.matcher(where);
    if (!matcher.matches()) {
      throw wrong("event is N or N+BYTES, not \"" + where + "\"");
    }
    String offset = matcher.group(2);
    return new Point.AtEvent(
        number("event", matcher.group(1), 0), offset == null ? 0 : number("event", offset, 0));
  }

  /** The number behind {@code @event}, counted from 0. */
  int needEvent() {
    String where = rest.remove("event");
    if (where == null) {
      throw wrong("it needs @event=N");
    }
    return number("event", where, 0);
  }

  /**
   * What stands behind {@code =}, 1 or more.
   *
   * @param what the meaning of the number, for the error message
   */
  int needNumber(String what) {
    String given = takeValue();
    if (given == null) {
      throw wrong("it needs =NUMBER, " + what);
    }
    return number(kind, given, 1);
  }

  private int number(String key, String digits, int least) {
    try {
      int number = Integer.parseInt(digits);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw wrong(key + " is a whole number of " + least + " or more, not \"" + digits + "\"");
  }

  Duration needTime() {
    Duration taken = takeTime();
    if (taken == null) {
      throw wrong("it needs :TIME, such as :200ms");
    }
    return taken;
  }

  Duration takeTimeOr(Duration other) {
    Duration taken = takeTime();
    return taken == null ? other : taken;
  }

  @Nullable Duration takeTime() {
    String given = time;
    time = null;
    return given == null ? null : DurationText.parse(given);
  }

  private void nothingLeft() {
    if (value != null) {
      throw wrong(kind + " takes no value");
    }
    if (time != null) {
      throw wrong(kind + " takes no time");
    }
    if (!rest.isEmpty()) {
      throw wrong(kind + " takes no @" + new TreeSet<>(rest.keySet()).first());
    }
  }

  static void requirePositive(String what, Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException(what + " is longer than nothing, not " + time);
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("fault \"" + text + "\": " + what);
  }
}
