package dev.watchstream.parser.jackson;

/** The list of an event that an address is in. */
public enum Readiness {
  READY,
  NOT_READY,
  /** Of a slice: terminating, and no longer serving. */
  TERMINATING,
  /** Of a slice: terminating, and still serving. */
  TERMINATING_SERVING
}
