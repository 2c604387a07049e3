package dev.watchstream.replay.engine;

/** How objects are told. */
enum Form {
  /** As they are. */
  OBJECT,
  /** Only their metadata. */
  PARTIAL_OBJECT_METADATA,
  /** As rows, which kubectl prints. */
  TABLE
}
