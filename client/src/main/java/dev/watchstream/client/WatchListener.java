package dev.watchstream.client;

/** Receives what a watch reports. */
@FunctionalInterface
public interface WatchListener {

  /**
   * Receives one notice, on the watch's own thread; nothing more is read until this returns. A
   * server drops a watch that is not read for long; it is then resumed, and nothing is lost.
   *
   * <p>What this method throws ends the watch; see {@link EndpointsWatch#failure()}.
   */
  void onNotice(WatchNotice notice);
}
