package dev.watchstream.parser.jackson;

/** In which of an event's lists an address is. */
public enum Readiness {
  READY,
  NOT_READY,
  /** Of a slice: terminating, and serving no more. */
  TERMINATING,
  /** Of a slice: terminating, and still serving. */
  TERMINATING_SERVING
}
