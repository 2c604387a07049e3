package dev.watchstream.replay.http;

/** What the server tells its connections. */
enum ConnectionEvent {
  /** End what can be ended cleanly, answer nothing new, and close. */
  STOP
}
