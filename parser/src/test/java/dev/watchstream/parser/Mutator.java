package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Writes JSON that is not quite the JSON it was given: first the structure is changed, then,
 * sometimes, the bytes. The same seed gives the same changes.
 */
final class Mutator {

  static {
    Databind.require();
  }

  /** What a value may be turned into: one of each JSON type, and some that look like others. */
  private static final List<String> OTHER_VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1.5e3",
          "99999999999",
          "\"\"",
          "\"x\"",
          "\"true\"",
          "{}",
          "[]",
          "[null]",
          "[{}]",
          "{\"ip\":\"6.6.6.6\"}",
          "[\"6.6.6.6\"]");

  private static final byte[] TELLING_BYTES =
      "{}[]\",:\\tfnu0-1.eE \n\r\t\u0000/\u00e9".getBytes(UTF_8);

  private final Random random;

  Mutator(long seed) {
    this.random = new Random(seed);
  }

  /** The first root values of a stream. */
  static List<JsonNode> roots(byte[] stream, int count) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> roots = new ArrayList<>();
    try (JsonParser json = mapper.createParser(stream)) {
      while (roots.size() < count && json.nextToken() != null) {
        roots.add(mapper.readTree(json));
      }
    }
    return roots;
  }

  byte[] mutate(List<JsonNode> roots) {
    StringBuilder text = new StringBuilder();
    int target = random.nextInt(roots.size());
    for (int i = 0; i < roots.size(); i++) {
      if (i == target) {
        write(text, roots.get(i), !roots.get(i).has("items"));
      } else {
        text.append(roots.get(i));
      }
      text.append(choose("\n", "\n", "", "\r\n", " \n\t"));
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    for (int i = choose(0, 0, 1, 2); i > 0 && bytes.length > 1; i--) {
      bytes = mutate(bytes);
    }
    return bytes;
  }

  // ---- structure ----

  /** Now and then; a value has dozens of members below it. */
  private boolean rarely() {
    return random.nextInt(40) == 0;
  }

  private void write(StringBuilder text, JsonNode node, boolean mayRepeatMembers) {
    if (rarely()) {
      text.append(OTHER_VALUES.get(random.nextInt(OTHER_VALUES.size())));
    } else if (node.isObject()) {
      writeObject(text, node, mayRepeatMembers);
    } else if (node.isArray()) {
      writeArray(text, node);
    } else if (node.isTextual()) {
      writeText(text, node.asText());
    } else {
      text.append(node);
    }
  }

  private void writeObject(StringBuilder text, JsonNode object, boolean mayRepeatMembers) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (rarely()) {
      Collections.shuffle(names, random);
    }
    if (!names.isEmpty() && rarely()) {
      names.remove(random.nextInt(names.size()));
    }
    text.append('{');
    String comma = "";
    if (mayRepeatMembers && !names.isEmpty() && rarely()) {
      // As it was, or null: the parser sees an error in the first of two equal members, but a tree
      // does not.
      String name = names.get(random.nextInt(names.size()));
      writeText(text, name);
      text.append(':').append(choose(object.get(name).toString(), "null"));
      comma = ",";
    }
    for (String name : names) {
      text.append(comma).append(space());
      writeText(text, name);
      text.append(space()).append(':').append(space());
      write(text, object.get(name), true);
      comma = ",";
    }
    if (rarely()) {
      text.append(comma).append("\"x\":[{\"subsets\":[{}]},null,\"\\\"}\"]");
    }
    text.append(space()).append('}');
  }

  private void writeArray(StringBuilder text, JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    if (rarely()) {
      Collections.shuffle(elements, random);
    }
    if (!elements.isEmpty() && rarely()) {
      elements.add(elements.get(random.nextInt(elements.size())));
    }
    text.append('[');
    String comma = "";
    for (JsonNode element : elements) {
      text.append(comma).append(space());
      write(text, element, true);
      comma = ",";
    }
    text.append(space()).append(']');
  }

  private void writeText(StringBuilder text, String value) {
    if (!rarely()) {
      text.append(TextNode.valueOf(value));
      return;
    }
    text.append('"');
    String changed = value + choose("", "é", "中", "😀", "\u0000", "\ud800");
    for (int i = 0; i < changed.length(); i++) {
      char c = changed.charAt(i);
      boolean must = c < ' ' || c == '"' || c == '\\' || c == '\ud800';
      if (must || random.nextInt(3) == 0) {
        text.append(String.format("\\u%04x", (int) c));
      } else if (Character.isSurrogate(c)) {
        text.append(String.format("\\u%04X", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  private String space() {
    return rarely() ? choose(" ", "\n", "\r\n\t", "    ") : "";
  }

  // ---- bytes ----

  private byte[] mutate(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    byte other =
        random.nextBoolean()
            ? TELLING_BYTES[random.nextInt(TELLING_BYTES.length)]
            : (byte) random.nextInt(256);
    return switch (random.nextInt(5)) {
      case 0 -> {
        bytes[at] = other;
        yield bytes;
      }
      case 1 -> {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        yield bytes;
      }
      case 2 -> concat(Arrays.copyOf(bytes, at), tail(bytes, at + 1));
      case 3 -> concat(Arrays.copyOf(bytes, at), new byte[] {other}, tail(bytes, at));
      default -> Arrays.copyOf(bytes, at);
    };
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static byte[] concat(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  @SafeVarargs
  private <T> T choose(T... options) {
    return options[random.nextInt(options.length)];
  }
}
