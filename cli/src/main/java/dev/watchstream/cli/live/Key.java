package dev.watchstream.cli.live;

import org.jspecify.annotations.Nullable;

/**
 * A key that was pressed.
 *
 * @param text the character of {@link What#TEXT}; null for the others
 */
public record Key(What what, @Nullable String text) {

  /** What it means. */
  public enum What {
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END,
    BACKSPACE,
    ENTER,
    ESCAPE,
    TEXT
  }

  static Key of(What what) {
    return new Key(what, null);
  }
}
