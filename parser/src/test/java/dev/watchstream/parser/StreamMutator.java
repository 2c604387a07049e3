package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes single events in the middle of a stream whose other events stay as they were, so that the
 * accelerated reader has memories that may be wrong. The same seed gives the same changes.
 */
final class StreamMutator {

  private static final Pattern OBJECT = Pattern.compile("\\{[^{}]*\\}");
  private static final Pattern ELEMENT =
      Pattern.compile(
          "\\{\"(?:ip|addresses)\":(?:[^{}\\[\\]]|\\{[^{}]*\\}|\\[[^{}\\[\\]]*\\])*\\}");
  private static final Pattern MEMBER =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\":(?:\"(?:[^\"\\\\]|\\\\.)*\"|[0-9a-z]+)");
  private static final Pattern VALUE = Pattern.compile("(?<=:)(?:\"(?:[^\"\\\\]|\\\\.)*\"|[0-9]+)");
  private static final Pattern LIST =
      Pattern.compile("\"(?:addresses|notReadyAddresses|ports|subsets|endpoints)\":");

  private static final List<String> OTHER_VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "12",
          "1.5",
          "1e3",
          "99999999999",
          "\"\"",
          "\"x\"",
          "{}",
          "[]",
          "[null]",
          "[{}]",
          "{\"ip\":\"6.6.6.6\"}",
          "\"\u00e9\"",
          "\"\\u00e9\"",
          "\"\ud83d\ude00\"",
          "\"\\ud800\"",
          "\"a\\\"b\"",
          "\"10.0.0.1\"",
          "\"10.0.0.10\"",
          "\"Pod\"",
          "\"uid-1\"",
          "\"" + "long".repeat(90) + "\"");

  private static final byte[] TELLING_BYTES =
      "{}[]\",:\\tfnu0-1.eE \n\r\t\u0000/\u00e9".getBytes(UTF_8);

  private final Random random;

  StreamMutator(long seed) {
    this.random = new Random(seed);
  }

  /** A stream of the lines, of which some are changed, repeated or moved. */
  byte[] mutate(List<String> lines) {
    List<String> changed = new ArrayList<>(lines);
    int warm = random.nextInt(1 + lines.size() / 2);
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      int at = warm + random.nextInt(changed.size() - warm);
      changeLine(changed, at);
    }
    StringBuilder text = new StringBuilder();
    for (String line : changed) {
      text.append(line)
          .append(random.nextInt(60) == 0 ? choose("", "\r\n", "\n\n", " \t\n", "\ufeff\n") : "\n");
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    // Bytes near the end, so that much comes before the error.
    for (int i = choose(0, 0, 0, 1, 1, 2); i > 0; i--) {
      bytes = mutate(bytes);
    }
    return bytes;
  }

  private void changeLine(List<String> lines, int at) {
    String line = lines.get(at);
    switch (random.nextInt(12)) {
      case 0 -> lines.add(at, lines.get(random.nextInt(lines.size())));
      case 1 -> Collections.swap(lines, at, random.nextInt(lines.size()));
      case 2 -> {
        // From here on, the events are those of a recreated object.
        for (int i = at; i < lines.size(); i++) {
          lines.set(i, lines.get(i).replaceFirst("(\"uid\":\")[^\"]", "$1" + random.nextInt(10)));
        }
      }
      case 3 ->
          lines.set(
              at,
              line.replaceFirst("ADDED|MODIFIED", choose("DELETED", "ADDED", "ERROR", "BOOKMARK")));
      case 4 -> lines.set(at, spaced(line));
      default -> lines.set(at, change(line, 1 + random.nextInt(3)));
    }
  }

  private String change(String line, int times) {
    String changed = line;
    for (int i = 0; i < times; i++) {
      changed = changeOne(changed);
    }
    return changed;
  }

  private String changeOne(String line) {
    return switch (random.nextInt(12)) {
      case 0 -> replace(line, VALUE, value -> choose(OTHER_VALUES));
      case 1 -> replace(line, VALUE, value -> otherOf(line, VALUE));
      case 2 -> replace(line, MEMBER, member -> member + "," + otherOf(line, MEMBER));
      case 3 -> replace(line, MEMBER, member -> otherOf(line, MEMBER) + "," + member);
      case 4 ->
          replace(line, MEMBER, member -> member.replaceFirst(":.*", ":" + choose(OTHER_VALUES)));
      case 5 -> replace(line, ELEMENT, element -> element + "," + otherOf(line, ELEMENT));
      case 6 -> replace(line, ELEMENT, element -> otherOf(line, ELEMENT));
      case 7 ->
          line.replaceFirst(
              ",(?=" + ELEMENT + ")", choose("", ", ", " ,", ",,", "],\"notReadyAddresses\":["));
      case 8 -> replace(line, LIST, list -> otherOf(line, LIST));
      case 9 ->
          replace(
              line, LIST, list -> list + choose("null,", "[],", "[{\"ip\":\"6.6.6.6\"}],") + list);
      case 10 ->
          replace(line, OBJECT, object -> choose("{}", "null", "[" + object + "]", object + " "));
      default -> replace(line, VALUE, this::longer);
    };
  }

  private String longer(String value) {
    return value.endsWith("\"")
        ? value.substring(0, value.length() - 1)
            + choose("0", "x", "\u00e9", "\\n", "\\u0041", "")
            + "\""
        : value + choose("0", ".0", "e1", "");
  }

  /** Pretty-printed, more or less. */
  private String spaced(String line) {
    String space = choose(" ", "\n", "\r\n\t", "  ");
    return switch (random.nextInt(3)) {
      case 0 -> line.replace("\":", "\":" + space);
      case 1 -> line.replace(",\"", "," + space + "\"");
      default -> line.replace("},{", "}," + space + "{").replace("[{", "[" + space + "{");
    };
  }

  private String replace(String line, Pattern what, java.util.function.UnaryOperator<String> by) {
    int[] spans = spans(line, what);
    if (spans.length == 0) {
      return line;
    }
    int i = 2 * random.nextInt(spans.length / 2);
    return line.substring(0, spans[i])
        + by.apply(line.substring(spans[i], spans[i + 1]))
        + line.substring(spans[i + 1]);
  }

  private String otherOf(String line, Pattern what) {
    int[] spans = spans(line, what);
    int i = 2 * random.nextInt(spans.length / 2);
    return line.substring(spans[i], spans[i + 1]);
  }

  private static int[] spans(String line, Pattern what) {
    List<Integer> spans = new ArrayList<>();
    Matcher matcher = what.matcher(line);
    while (matcher.find()) {
      spans.add(matcher.start());
      spans.add(matcher.end());
    }
    return spans.stream().mapToInt(Integer::intValue).toArray();
  }

  private byte[] mutate(byte[] bytes) {
    int at = bytes.length - 1 - random.nextInt(1 + random.nextInt(bytes.length));
    byte other =
        random.nextBoolean()
            ? TELLING_BYTES[random.nextInt(TELLING_BYTES.length)]
            : (byte) random.nextInt(256);
    byte[] changed;
    switch (random.nextInt(5)) {
      case 0, 1 -> {
        changed = bytes.clone();
        changed[at] = random.nextBoolean() ? other : (byte) (bytes[at] ^ 1 << random.nextInt(8));
      }
      case 2 -> {
        changed = new byte[bytes.length - 1];
        System.arraycopy(bytes, 0, changed, 0, at);
        System.arraycopy(bytes, at + 1, changed, at, changed.length - at);
      }
      case 3 -> {
        changed = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, changed, 0, at);
        changed[at] = other;
        System.arraycopy(bytes, at, changed, at + 1, bytes.length - at);
      }
      default -> changed = Arrays.copyOf(bytes, at);
    }
    return changed;
  }

  private <T> T choose(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }

  @SafeVarargs
  private <T> T choose(T... options) {
    return options[random.nextInt(options.length)];
  }
}
