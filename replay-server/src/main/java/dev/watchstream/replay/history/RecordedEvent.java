package dev.watchstream.replay.history;

import dev.watchstream.replay.resource.GroupVersionKind;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value of a recording's body, or an item of a list in it.
 *
 * @param type for an item or a bare object, {@link WatchEventType#ADDED} if the object was not
 *     there before, else {@link WatchEventType#MODIFIED}
 * @param start in the body; {@code end} is exclusive and includes the line end, if there is one
 * @param line whether these bytes are a watch event on its own line, which can be sent unchanged
 * @param atNanos when its last byte arrived
 * @param object null for a bookmark, an error, and for what is not served as an object
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
