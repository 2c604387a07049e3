package dev.watchstream.replay.resource;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What kubectl prints of an object, read from its JSON. */
public final class TableCells {
  private static final int SHOWN = 3;

  private @Nullable String created;
  private String addressType = "";
  private final List<String> ports = new ArrayList<>();
  private final List<Subset> subsets = new ArrayList<>();

  /** In an EndpointSlice, one for each endpoint. */
  private static final class Subset {
    final List<String> addresses = new ArrayList<>();
    final List<String> ports = new ArrayList<>();
  }

  /** {@code parser} is at the start of an object's JSON, before its first token. */
  public static TableCells read(JsonParser parser) throws IOException {
    TableCells cells = new TableCells();
    parser.nextToken();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String member = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (member) {
        case "metadata" -> cells.metadata(parser);
        case "addressType" -> {
          cells.addressType = token.isScalarValue() ? parser.getText() : "";
          parser.skipChildren();
        }
        case "ports" -> ports(parser, token, cells.ports);
        case "subsets", "endpoints" -> cells.subsets(parser, token);
        default -> parser.skipChildren();
      }
    }
    return cells;
  }

  List<String> ofEndpoints() {
    if (subsets.isEmpty()) {
      return List.of("<none>");
    }
    Shown shown = new Shown();
    for (Subset subset : subsets) {
      if (subset.ports.isEmpty()) {
        subset.addresses.forEach(shown::add);
      }
      for (String port : subset.ports) {
        for (String address : subset.addresses) {
          shown.add((address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port);
        }
      }
    }
    return List.of(shown.toString());
  }

  List<String> ofSlice() {
    Shown shownPorts = new Shown();
    ports.forEach(shownPorts::add);
    Shown shownAddresses = new Shown();
    subsets.forEach(endpoint -> endpoint.addresses.forEach(shownAddresses::add));
    return List.of(
        addressType,
        ports.isEmpty() ? "<unset>" : shownPorts.toString(),
        subsets.isEmpty() ? "<unset>" : shownAddresses.toString());
  }

  public String age(Instant now) {
    if (created == null) {
      return "<unknown>";
    }
    try {
      return age(Duration.between(Instant.parse(created), now));
    } catch (DateTimeParseException e) {
      return "<unknown>";
    }
  }

  private void metadata(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      boolean creation = parser.currentName().equals("creationTimestamp");
      if (parser.nextToken() == JsonToken.VALUE_STRING && creation) {
        created = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
  }

  private void subsets(JsonParser parser, JsonToken array) throws IOException {
    objects(
        parser,
        array,
        () -> {
          Subset subset = new Subset();
          while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (member) {
              case "addresses" -> addresses(parser, token, subset.addresses);
              case "ports" -> ports(parser, token, subset.ports);
              default -> parser.skipChildren();
            }
          }
          subsets.add(subset);
        });
  }

  /** Objects with an ip, or in an EndpointSlice plain strings. */
  private static void addresses(JsonParser parser, JsonToken array, List<String> into)
      throws IOException {
    elements(
        parser,
        array,
        token -> {
          if (token == JsonToken.START_OBJECT) {
            String ip = member(parser, "ip");
            into.add(ip == null ? "" : ip);
          } else if (token == JsonToken.VALUE_STRING) {
            into.add(parser.getText());
          } else {
            parser.skipChildren();
          }
        });
  }

  private static void ports(JsonParser parser, JsonToken array, List<String> into)
      throws IOException {
    objects(
        parser,
        array,
        () -> {
          String port = member(parser, "port");
          into.add(port == null ? "*" : port);
        });
  }

  /** Reads an object from its start to its end. */
  private interface ObjectReader {
    void read() throws IOException;
  }

  private static void objects(JsonParser parser, JsonToken array, ObjectReader reader)
      throws IOException {
    elements(
        parser,
        array,
        token -> {
          if (token == JsonToken.START_OBJECT) {
            reader.read();
          } else {
            parser.skipChildren();
          }
        });
  }

  /** Reads an element, whose first token this is, to its end. */
  private interface ElementReader {
    void read(JsonToken first) throws IOException;
  }

  private static void elements(JsonParser parser, JsonToken array, ElementReader reader)
      throws IOException {
    if (array != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      reader.read(token);
    }
  }

  /** The text of a member of the object that the parser is at the start of; stops at its end. */
  private static @Nullable String member(JsonParser parser, String name) throws IOException {
    String found = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      boolean wanted = parser.currentName().equals(name);
      if (parser.nextToken().isScalarValue() && wanted) {
        found = parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText();
      } else {
        parser.skipChildren();
      }
    }
    return found;
  }

  /** As Kubernetes prints a duration for people: at most two units, one for longer times. */
  public static String age(Duration age) {
    long seconds = age.toSeconds();
    if (seconds < -1) {
      return "<invalid>";
    } else if (seconds < 0) {
      return "0s";
    } else if (seconds < 120) {
      return seconds + "s";
    }
    long minutes = seconds / 60;
    if (minutes < 10) {
      return minutes + "m" + unlessZero(seconds % 60, "s");
    } else if (minutes < 180) {
      return minutes + "m";
    }
    long hours = minutes / 60;
    if (hours < 8) {
      return hours + "h" + unlessZero(minutes % 60, "m");
    } else if (hours < 48) {
      return hours + "h";
    }
    long days = hours / 24;
    if (days < 8) {
      return days + "d" + unlessZero(hours % 24, "h");
    } else if (days < 2 * 365) {
      return days + "d";
    } else if (days < 8 * 365) {
      return days / 365 + "y" + unlessZero(days % 365, "d");
    }
    return days / 365 + "y";
  }

  private static String unlessZero(long count, String unit) {
    return count == 0 ? "" : count + unit;
  }

  /** The first few values, and how many more there are. */
  private static final class Shown {
    private final List<String> shown = new ArrayList<>();
    private int count;

    void add(String text) {
      if (count < SHOWN) {
        shown.add(text);
      }
      count++;
    }

    @Override
    public String toString() {
      String list = String.join(",", shown);
      return count > SHOWN ? list + " + " + (count - SHOWN) + " more..." : list;
    }
  }
}
