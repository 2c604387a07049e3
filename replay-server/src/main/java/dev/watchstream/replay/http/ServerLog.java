package dev.watchstream.replay.http;

import dev.watchstream.replay.model.AnsweredRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What a server writes to its application's log. */
final class ServerLog {
  private static final Logger LOGGER = System.getLogger("dev.watchstream.replay");

  private ServerLog() {}

  static void answered(AnsweredRequest request) {
    LOGGER.log(Level.DEBUG, request::toString);
  }

  /** Our own code threw, which costs one client its answer. */
  static void bug(String what, Throwable thrown) {
    LOGGER.log(Level.ERROR, what, thrown);
  }
}
