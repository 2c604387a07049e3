package dev.watchstream.parser;

import org.jspecify.annotations.Nullable;

/**
 * A BOOKMARK: all changes up to {@code resourceVersion} have been sent.
 *
 * @param kind the kind of object that is watched, such as {@code Endpoints}
 * @param resourceVersion the version from which a watch may be resumed
 * @param initialEventsEnd whether this bookmark ends the initial events of a watch that asked for
 *     {@code sendInitialEvents} (annotation {@code k8s.io/initial-events-end}, KEP-3157)
 */
public record BookmarkEvent(String kind, @Nullable String resourceVersion, boolean initialEventsEnd)
    implements StreamEvent {

  @Override
  public EventType type() {
    return EventType.BOOKMARK;
  }
}
