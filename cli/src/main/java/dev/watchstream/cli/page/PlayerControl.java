package dev.watchstream.cli.page;

import org.jspecify.annotations.Nullable;

/** What the buttons of a page's player do. */
public interface PlayerControl {

  /**
   * Carries out one of the verbs of {@code --http-control}.
   *
   * @param query as it was sent, still encoded; null when there was none
   * @throws IllegalArgumentException if the verb is unknown or the query is wrong
   */
  void steer(String verb, @Nullable String query);
}
