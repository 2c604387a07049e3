package dev.watchstream.replay.history;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a resource.
 *
 * @param object the object after it, or as it last was when it is deleted; null of a bookmark,
 *     which only tells how far the resource's version has come
 * @param previous the object before it; null when there was none, or none is known
 * @param atNanos when it is due, of the story's time
 * @param version which the object's own may differ from, when it is told under a new one
 * @param recorded where it stands in a recording; null when no recording has it
 */
public record Change(
    WatchEventType type,
    @Nullable StoredObject object,
    @Nullable StoredObject previous,
    long atNanos,
    long version,
    @Nullable RecordedEvent recorded) {}
