package dev.watchstream.client;

/** Takes what a watch has to tell. */
@FunctionalInterface
public interface WatchListener {

  /**
   * Takes one notice, on the watch's own thread; the next is not read until this returns. A server
   * drops a watch that does not read on for long, which is then resumed: nothing is lost.
   *
   * <p>What this method throws ends the watch; see {@link EndpointsWatch#failure()}.
   */
  void onNotice(WatchNotice notice);
}
