package dev.watchstream.parser.recall;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.watchstream.parser.Address;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.bytes.Text;
import dev.watchstream.parser.jackson.EndpointDraft;
import dev.watchstream.parser.jackson.Field;
import dev.watchstream.parser.jackson.Readiness;
import dev.watchstream.parser.recall.Shape.Hole;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** One element of a run, taken apart while Jackson goes through it: see {@link Lesson}. */
final class ElementLesson {

  private final JsonParser parser;
  private final byte[] in;
  private final int origin;
  private final int to;
  private final ShapeBuilder shape;
  private final int[] holes = new int[ElementShape.PARTS];
  private final Set<Field> seen = EnumSet.noneOf(Field.class);

  /** Only its conditions are read here. */
  private final EndpointDraft conditions = new EndpointDraft();

  private final int maxDepth;
  private int ips;

  ElementLesson(
      JsonParser parser, byte[] in, int origin, int start, int to, ParserOptions options) {
    this.parser = parser;
    this.in = in;
    this.origin = origin;
    this.to = to;
    this.shape = new ShapeBuilder(in, start, options.maxNameLength());
    this.maxDepth = Lesson.maxDepth(options);
    Arrays.fill(holes, Shape.NO_HOLE);
  }

  /** Reads the element that the parser has entered. */
  void read(Passage.Run kind) throws IOException {
    members(kind == Passage.Run.ENDPOINTS ? Field.ENDPOINT : Field.ADDRESS);
    if (ips != 1) {
      throw new Lesson.Unlearnable();
    }
  }

  ElementShape layout(Passage.Run kind, int end, Function<Readiness, Address> addresses) {
    Readiness readiness = kind.readiness(conditions.readiness());
    return new ElementShape(shape.build(end), readiness, holes, addresses.apply(readiness));
  }

  private void members(Field container) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Field field = Field.of(container, parser.currentName());
      if (container == Field.UNKNOWN) {
        int start = start() + 1;
        shape.add(Hole.NAME, start, Text.endOfString(in, start, to, true));
      } else if (field != Field.UNKNOWN && !seen.add(field)) {
        throw new Lesson.Unlearnable();
      } else if (field == Field.TOPOLOGY) {
        throw new Lesson.Unlearnable(); // only old servers send it
      }
      value(field, parser.nextToken());
    }
  }

  private void value(Field field, JsonToken token) throws IOException {
    if (parser.getParsingContext().getNestingDepth() > maxDepth) {
      throw new Lesson.Unlearnable();
    }
    switch (token) {
      case START_OBJECT -> members(field);
      case START_ARRAY -> {
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
          value(Field.of(field, ""), t);
        }
      }
      case VALUE_STRING -> string(field);
      case VALUE_NUMBER_INT -> {
        int start = start();
        int end = Text.endOfInteger(in, start, to);
        if (end >= 0) {
          shape.add(Hole.INTEGER, start, end);
        }
      }
      case VALUE_TRUE, VALUE_FALSE -> condition(field, token == JsonToken.VALUE_TRUE);
      default -> {}
    }
  }

  private void string(Field field) {
    int start = start() + 1;
    int part = part(field);
    if (part < 0) {
      shape.add(Hole.STRING, start, Text.endOfString(in, start, to, true));
      return;
    }
    if (part == ElementShape.IP) {
      ips++;
    }
    int end = Text.endOfString(in, start, to, false);
    if (end >= 0) {
      holes[part] = shape.add(Hole.READ, start, end);
    }
  }

  private static int part(Field field) {
    return switch (field) {
      case IP, ENDPOINT_ADDRESS -> ElementShape.IP;
      case HOSTNAME -> ElementShape.HOSTNAME;
      case NODE_NAME -> ElementShape.NODE_NAME;
      case ZONE -> ElementShape.ZONE;
      case TARGET_KIND -> ElementShape.TARGET_KIND;
      case TARGET_NAMESPACE -> ElementShape.TARGET_NAMESPACE;
      case TARGET_NAME -> ElementShape.TARGET_NAME;
      case TARGET_UID -> ElementShape.TARGET_UID;
      default -> -1;
    };
  }

  private void condition(Field field, boolean value) {
    switch (field) {
      case READY -> conditions.ready = value;
      case SERVING -> conditions.serving = value;
      case TERMINATING -> conditions.terminating = value;
      default -> {}
    }
  }

  private int start() {
    return origin + (int) parser.currentTokenLocation().getByteOffset();
  }
}
