package dev.watchstream.replay.faults;

import dev.watchstream.replay.faults.Fault.Cut.How;
import dev.watchstream.replay.faults.Fault.Point;
import dev.watchstream.replay.time.TimeText;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code KIND[=VALUE][@KEY=VALUE]…[:TIME]}. The time may stand at the end of any part, once:
 * it belongs to the whole. What was read is ticked off, so that nothing is ignored.
 */
final class FaultText {
  private static final String KINDS =
      "cut, stall, delay, jitter, dribble, gone, status, duplicate, drop, garbage or gzip";
  private static final Set<String> POINTS = Set.of("byte", "event", "character", "time");
  private static final Pattern TRAILING_TIME = Pattern.compile("(.*):([^:/]*)");
  private static final Pattern EVENT = Pattern.compile("([^+]*)(?:\\+(.*))?");

  /** The seed of what is written as text: the same text does the same each time. */
  private static final long SEED = 1;

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
    try {
      Fault fault = fault();
      nothingLeft();
      return new FaultRule(fault, path, number);
    } catch (IllegalArgumentException e) {
      // The record's own word gets the place where it was written.
      String message = String.valueOf(e.getMessage());
      throw message.startsWith("fault \"") ? e : wrong(message);
    }
  }

  private Fault fault() {
    return switch (kind) {
      case "cut" -> new Fault.Cut(how(), point());
      case "stall" -> new Fault.Stall(point(), takeTime());
      case "delay" -> new Fault.Delay(needTime());
      case "jitter" -> new Fault.Jitter(needTime(), SEED);
      case "dribble" -> new Fault.Dribble(needValue("bytes of a chunk"), takeTimeOr(Duration.ZERO));
      case "gone" -> new Fault.Gone(rest.containsKey("event") ? event() : null);
      case "status" -> new Fault.Status(needValue("a status of HTTP"), takeTime());
      case "duplicate" -> new Fault.Duplicate(event());
      case "drop" -> new Fault.Drop(event());
      case "garbage" -> new Fault.Garbage(needValue("a number of bytes"), point(), SEED);
      case "gzip" -> new Fault.Gzip();
      default -> throw wrong("there is no \"" + kind + "\", only " + KINDS);
    };
  }

  private How how() {
    String name = value == null ? "fin" : value;
    value = null;
    for (How how : How.values()) {
      if (how.name().toLowerCase(Locale.ROOT).equals(name)) {
        return how;
      }
    }
    throw wrong(
        "a cut is "
            + Arrays.stream(How.values())
                .map(how -> how.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "))
            + ", not \""
            + name
            + "\"");
  }

  private Point point() {
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
      default -> new Point.AtTime(TimeText.parse(where));
    };
  }

  private Point inEvent(String where) {
    Matcher matcher = EVENT.matcher(where);
    if (!matcher.matches()) {
      throw wrong("event is N or N+BYTES, not \"" + where + "\"");
    }
    String offset = matcher.group(2);
    return new Point.AtEvent(
        number("event", matcher.group(1), 1), offset == null ? 0 : number("event", offset, 0));
  }

  private int event() {
    String where = rest.remove("event");
    if (where == null) {
      throw wrong("it needs @event=N");
    }
    return number("event", where, 1);
  }

  private int needValue(String what) {
    String given = value;
    value = null;
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
      // Told below.
    }
    throw wrong(key + " is a whole number of " + least + " or more, not \"" + digits + "\"");
  }

  private Duration needTime() {
    Duration taken = takeTime();
    if (taken == null) {
      throw wrong("it needs :TIME, such as :200ms");
    }
    return taken;
  }

  private Duration takeTimeOr(Duration other) {
    Duration taken = takeTime();
    return taken == null ? other : taken;
  }

  private @Nullable Duration takeTime() {
    String given = time;
    time = null;
    return given == null ? null : TimeText.parse(given);
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

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("fault \"" + text + "\": " + what);
  }
}
