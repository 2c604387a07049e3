package dev.watchstream.cli.page;

import org.jspecify.annotations.Nullable;

/** What the buttons of a page's player do. */
public interface PlayerControl {

  /**
   * Does one of {@code --http-control}'s verbs.
   *
   * @param query as it was sent; null when there was none
   * @throws IllegalArgumentException says what is wrong with it
   */
  void steer(String verb, @Nullable String query);
}
