package dev.watchstream.parser.recall;

import com.fasterxml.jackson.core.JsonToken;
import dev.watchstream.parser.jackson.EndpointDraft;
import dev.watchstream.parser.jackson.Field;
import dev.watchstream.parser.jackson.Readiness;
import java.util.EnumSet;
import java.util.Set;

/** One element of a run, taken apart: see {@link LearnedEvent}. */
final class LearnedElement {

  private final TokenCursor tokens;
  private final Path.Builder path;
  private final Set<Field> seen = EnumSet.noneOf(Field.class);

  /** Only its conditions are read here. */
  private final EndpointDraft conditions = new EndpointDraft();

  private int ips;

  /** Reads the element that was entered. */
  LearnedElement(TokenCursor tokens, int start) {
    this.tokens = tokens;
    this.path = new Path.Builder(tokens.in, start);
    members(false);
    if (ips != 1) {
      throw new LearnedEvent.Unlearnable();
    }
  }

  Path path() {
    return path.build(tokens.end());
  }

  /** What an endpoint's conditions say. */
  Readiness readiness() {
    return conditions.readiness();
  }

  private void members(boolean areUnknown) {
    while (tokens.next() != JsonToken.END_OBJECT) {
      if (areUnknown) {
        tokens.addTo(path, Hole.Kind.NAME);
      }
      JsonToken token = tokens.next();
      Field field = tokens.field();
      if (field != Field.UNKNOWN && !seen.add(field)) {
        throw new LearnedEvent.Unlearnable();
      }
      value(field, token);
    }
  }

  private void value(Field field, JsonToken token) {
    switch (token) {
      case START_OBJECT -> {
        if (field == Field.TOPOLOGY) {
          throw new LearnedEvent.Unlearnable(); // only old servers send it
        }
        members(field == Field.UNKNOWN);
      }
      case START_ARRAY -> {
        for (JsonToken t = tokens.next(); t != JsonToken.END_ARRAY; t = tokens.next()) {
          value(tokens.field(), t);
        }
      }
      case VALUE_STRING -> string(field);
      case VALUE_NUMBER_INT -> tokens.addIntegerTo(path);
      case VALUE_TRUE, VALUE_FALSE -> condition(field, token == JsonToken.VALUE_TRUE);
      default -> {}
    }
  }

  private void string(Field field) {
    int part = Element.partOf(field);
    if (field == Field.UNKNOWN) {
      tokens.addTo(path, Hole.Kind.STRING);
    } else if (part == Hole.UNREAD) {
      // A string that is read must be one of the parts, or later events would be read without it.
      throw new LearnedEvent.Unlearnable();
    } else {
      ips += field == Field.IP || field == Field.ENDPOINT_ADDRESS ? 1 : 0;
      tokens.addReadTo(path, part);
    }
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
