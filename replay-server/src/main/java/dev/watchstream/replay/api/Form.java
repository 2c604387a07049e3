package dev.watchstream.replay.api;

/** How objects are written. */
public enum Form {
  /** As they are. */
  OBJECT,
  /** Only their metadata. */
  PARTIAL_OBJECT_METADATA,
  /** As rows, which kubectl prints. */
  TABLE
}
