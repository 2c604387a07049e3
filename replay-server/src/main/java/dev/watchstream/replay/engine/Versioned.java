package dev.watchstream.replay.engine;

/** An object, and the resourceVersion that it is told under. */
record Versioned(StoredObject object, long version) {}
