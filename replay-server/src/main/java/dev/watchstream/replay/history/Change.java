package dev.watchstream.replay.history;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a resource.
 *
 * @param object the object after it, or its last state when it is deleted; null for a bookmark,
 *     which only says how far the resource's version has come
 * @param previous the object before it; null when there was none, or none is known
 * @param atNanos when it is due, in the story's time
 * @param version differs from the object's own when the object is served under a new one
 * @param recorded its place in a recording; null when no recording has it
 */
public record Change(
    WatchEventType type,
    @Nullable StoredObject object,
    @Nullable StoredObject previous,
    long atNanos,
    long version,
    @Nullable RecordedEvent recorded) {}
