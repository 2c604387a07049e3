package dev.watchstream.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;

/**
 * Logs what happens to a watch, but nothing of what it reads: trouble and recovery at {@code INFO},
 * warnings at {@code WARNING}, the rest at {@code DEBUG}.
 */
final class WatchLog implements WatchListener {
  private final Logger logger;
  private final String watch;
  private final WatchListener listener;
  private boolean isTroubled;

  /**
   * @param watch a title, for a person who has several
   * @param listener called first
   */
  WatchLog(Logger logger, String watch, WatchListener listener) {
    this.logger = logger;
    this.watch = watch;
    this.listener = listener;
  }

  @Override
  public void onNotice(WatchNotice notice) {
    listener.onNotice(notice);
    if (notice instanceof WatchNotice.Change) {
      return;
    }
    if (notice instanceof WatchNotice.Ended ended) {
      ended(ended);
    } else if (notice instanceof WatchNotice.Opened opened) {
      say(isTroubled ? Level.INFO : Level.DEBUG, "the server answers, " + opened.protocol());
      isTroubled = false;
    } else if (notice instanceof WatchNotice.Synced synced) {
      say(
          synced.isRelist() ? Level.INFO : Level.DEBUG,
          "the state was read at version " + synced.resourceVersion());
    } else if (notice instanceof WatchNotice.Warning warning) {
      say(Level.WARNING, warning.message());
    } else if (notice instanceof WatchNotice.Stopped) {
      say(Level.DEBUG, "stopped");
    }
  }

  /** The watch has ended with an exception of its listener or its recorder. */
  void failed(Throwable failure) {
    logger.log(Level.ERROR, watch + ": the watch failed", failure);
  }

  private void ended(WatchNotice.Ended ended) {
    boolean isClean = ended.end() == WatchNotice.End.CLEAN;
    isTroubled |= !isClean;
    say(
        isClean ? Level.DEBUG : Level.INFO,
        String.format(
            Locale.ROOT,
            "%s: %s; again in %d ms",
            ended.request().name().toLowerCase(Locale.ROOT),
            ended.message(),
            ended.retryIn().toMillis()));
  }

  private void say(Level level, String what) {
    logger.log(level, () -> watch + ": " + what);
  }
}
