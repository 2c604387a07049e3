package dev.watchstream.replay.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a request. As in the API server, the first value of a name counts. */
public final class Query {
  static final Query NONE = new Query(Map.of());

  private final Map<String, String> first;

  private Query(Map<String, String> first) {
    this.first = first;
  }

  /** A pair that is badly percent-encoded is left out, as by Go's {@code url.Query()}. */
  public static Query parse(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return NONE;
    }
    Map<String, String> first = new LinkedHashMap<>();
    int start = 0;
    while (start <= query.length()) {
      int end = query.indexOf('&', start);
      String pair = query.substring(start, end < 0 ? query.length() : end);
      start = end < 0 ? query.length() + 1 : end + 1;
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
      if (name != null && value != null && !name.isEmpty() && pair.indexOf(';') < 0) {
        first.putIfAbsent(name, value);
      }
    }
    return new Query(first);
  }

  /** Null when it is not given. */
  @Nullable String get(String name) {
    return first.get(name);
  }

  /** Empty when it is not given. */
  public String text(String name) {
    return first.getOrDefault(name, "");
  }

  public boolean has(String name) {
    return first.containsKey(name);
  }

  /** True for any value but {@code 0} and {@code false}, even for an empty one. */
  public boolean isTrue(String name) {
    String value = first.get(name);
    return value != null && !value.equals("0") && !value.equalsIgnoreCase("false");
  }

  /** Null when it is badly encoded: a bad escape, or bytes that are not UTF-8. */
  static @Nullable String decode(String text, boolean plusIsSpace) {
    if (text.indexOf('%') < 0 && (!plusIsSpace || text.indexOf('+') < 0)) {
      return text;
    }
    byte[] from = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer to = ByteBuffer.allocate(from.length);
    for (int i = 0; i < from.length; i++) {
      if (from[i] == '%') {
        int high = i + 2 < from.length ? Character.digit(from[i + 1], 16) : -1;
        int low = i + 2 < from.length ? Character.digit(from[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          return null;
        }
        to.put((byte) (high << 4 | low));
        i += 2;
      } else {
        to.put(plusIsSpace && from[i] == '+' ? (byte) ' ' : from[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(to.flip()).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
