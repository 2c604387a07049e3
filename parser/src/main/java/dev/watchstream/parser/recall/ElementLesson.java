package dev.watchstream.parser.recall;

import com.fasterxml.jackson.core.JsonToken;
import dev.watchstream.parser.Address;
import dev.watchstream.parser.jackson.EndpointDraft;
import dev.watchstream.parser.jackson.Field;
import dev.watchstream.parser.jackson.Readiness;
import dev.watchstream.parser.recall.Shape.Hole;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** One element of a run, taken apart: see {@link Lesson}. */
final class ElementLesson {

  private final TokenCursor tokens;
  private final ShapeBuilder shape;
  private final int[] holes = new int[ElementShape.PARTS];
  private final Set<Field> seen = EnumSet.noneOf(Field.class);

  /** Only its conditions are read here. */
  private final EndpointDraft conditions = new EndpointDraft();

  private int ips;

  /** Reads the element that was entered. */
  ElementLesson(TokenCursor tokens, ShapeBuilder shape) {
    this.tokens = tokens;
    this.shape = shape;
    Arrays.fill(holes, Shape.NO_HOLE);
    members(false);
    if (ips != 1) {
      throw new Lesson.Unlearnable();
    }
  }

  ElementShape layout(Passage.Run kind, Function<Readiness, Address> addresses) {
    Readiness readiness = kind.readiness(conditions.readiness());
    return new ElementShape(
        shape.build(tokens.end()), readiness, holes, addresses.apply(readiness));
  }

  private void members(boolean areUnknown) {
    while (tokens.next() != JsonToken.END_OBJECT) {
      if (areUnknown) {
        tokens.addTo(shape, Hole.NAME);
      }
      JsonToken token = tokens.next();
      Field field = tokens.field();
      if (field != Field.UNKNOWN && !seen.add(field)) {
        throw new Lesson.Unlearnable();
      }
      value(field, token);
    }
  }

  private void value(Field field, JsonToken token) {
    switch (token) {
      case START_OBJECT -> {
        if (field == Field.TOPOLOGY) {
          throw new Lesson.Unlearnable(); // only old servers send it
        }
        members(field == Field.UNKNOWN);
      }
      case START_ARRAY -> {
        for (JsonToken t = tokens.next(); t != JsonToken.END_ARRAY; t = tokens.next()) {
          value(tokens.field(), t);
        }
      }
      case VALUE_STRING -> string(field);
      case VALUE_NUMBER_INT -> tokens.addIntegerTo(shape);
      case VALUE_TRUE, VALUE_FALSE -> condition(field, token == JsonToken.VALUE_TRUE);
      default -> {}
    }
  }

  private void string(Field field) {
    switch (field) {
      case UNKNOWN -> tokens.addTo(shape, Hole.STRING);
      case IP, ENDPOINT_ADDRESS -> {
        ips++;
        part(ElementShape.IP);
      }
      case HOSTNAME -> part(ElementShape.HOSTNAME);
      case NODE_NAME -> part(ElementShape.NODE_NAME);
      case ZONE -> part(ElementShape.ZONE);
      case TARGET_KIND -> part(ElementShape.TARGET_KIND);
      case TARGET_NAMESPACE -> part(ElementShape.TARGET_NAMESPACE);
      case TARGET_NAME -> part(ElementShape.TARGET_NAME);
      case TARGET_UID -> part(ElementShape.TARGET_UID);
      // What it is has to be said here, or would be recalled where it is another.
      default -> throw new Lesson.Unlearnable();
    }
  }

  private void part(int part) {
    holes[part] = tokens.addReadTo(shape);
  }

  private void condition(Field field, boolean value) {
    switch (field) {
      case READY -> conditions.ready = value;
      case SERVING -> conditions.serving = value;
      case TERMINATING -> conditions.terminating = value;
      default -> {}
    }
  }
}
