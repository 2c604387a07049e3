package dev.watchstream.replay.history;

/** An object, and the resourceVersion under which it is sent. */
public record Versioned(StoredObject object, long version) {}
