package dev.watchstream.replay.engine;

import org.jspecify.annotations.Nullable;

/** The type of a watch event, by its name on the wire. */
enum EventType {
  ADDED,
  MODIFIED,
  DELETED,
  BOOKMARK,
  ERROR;

  static @Nullable EventType of(String name) {
    for (EventType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return null;
  }
}
