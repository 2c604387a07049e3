package dev.watchstream.replay.http;

/** What the server signals to its connections. */
enum ConnectionEvent {
  /** End cleanly what can be ended so, answer nothing new, and close. */
  STOP
}
