package dev.watchstream.benchmarks.contender;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.util.Arrays;

/**
 * Upper limits of speed for readers that work in a given way. They yield no events, so only their
 * time is compared.
 */
public enum Limit {
  /** Every byte is compared with one that was seen before: the limit of a reader with a memory. */
  ARRAYS_EQUALS("equals", "Arrays.equals over the same bytes") {
    @Override
    Pass pass(Input input) {
      // A copy, as the same array would be compared by its address.
      byte[] copy = input.bytes().clone();
      return () -> Arrays.equals(input.bytes(), copy) ? copy.length : 0;
    }
  },

  /** Every byte is looked at once, eight at a time, to find the ends of events. */
  NEWLINES("newlines", "newline scan (SWAR)") {
    @Override
    Pass pass(Input input) {
      byte[] bytes = input.bytes();
      return () -> {
        long lines = 0;
        for (int i = Lines.next(bytes, 0); i < bytes.length; i = Lines.next(bytes, i + 1)) {
          lines++;
        }
        return lines;
      };
    }
  },

  /** Every byte becomes part of a token, but no token is looked at. */
  TOKENS("jackson-tokens", "jackson-core, tokens only") {
    @Override
    Pass pass(Input input) {
      return () -> {
        long objects = 0;
        try (JsonParser parser = JacksonByHand.open(input)) {
          for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            objects += token == JsonToken.START_OBJECT ? 1 : 0;
          }
        }
        return objects;
      };
    }
  };

  private final String label;
  private final String title;

  Limit(String label, String title) {
    this.label = label;
    this.title = title;
  }

  abstract Pass pass(Input input);

  /** Its name on the command line. */
  public String label() {
    return label;
  }

  /** Its name in tables and charts. */
  public String title() {
    return title;
  }
}
