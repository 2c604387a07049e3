package dev.watchstream.replay.history;

/** An object, and the resourceVersion that it is told under. */
public record Versioned(StoredObject object, long version) {}
