package dev.watchstream.replay.history;

import dev.watchstream.replay.resource.GroupVersionKind;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value of a recording's body, or an item of a list in it.
 *
 * @param type of items and bare objects it is {@link WatchEventType#ADDED} when the object was not
 *     there before, else {@link WatchEventType#MODIFIED}
 * @param start in the body; {@code end} is exclusive and counts the line's end when there is one
 * @param line whether these bytes are a watch event on a line of its own, fit to be sent as it is
 * @param atNanos when its last byte arrived
 * @param object null of a bookmark, an error, and of what is not served as an object
 * @param groupVersionKind of the object or of the bookmark; null when there is none
 * @param version of the object or of the bookmark; 0 when there is none
 */
public record RecordedEvent(
    WatchEventType type,
    int start,
    int end,
    boolean line,
    long atNanos,
    @Nullable StoredObject object,
    @Nullable GroupVersionKind groupVersionKind,
    long version) {}
