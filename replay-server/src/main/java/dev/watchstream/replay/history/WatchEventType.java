package dev.watchstream.replay.history;

import org.jspecify.annotations.Nullable;

/** The type of a watch event, by its name on the wire. */
public enum WatchEventType {
  ADDED,
  MODIFIED,
  DELETED,
  BOOKMARK,
  ERROR;

  static @Nullable WatchEventType of(String name) {
    for (WatchEventType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return null;
  }
}
