package dev.watchstream.parser;

import org.jspecify.annotations.Nullable;

/**
 * One event of a stream.
 *
 * <p>A {@link BookmarkEvent}, {@link StatusEvent} and {@link ListEndEvent} may be kept. An {@link
 * EndpointsEvent} is a view that is valid until the next event; its {@link EndpointsEvent#snapshot
 * snapshot} may be kept.
 */
public sealed interface StreamEvent
    permits EndpointsEvent, BookmarkEvent, StatusEvent, ListEndEvent {

  /** What happened. */
  EventType type();

  /**
   * The resource version that a reader of the stream has reached with this event, an opaque string;
   * null where there is none.
   */
  @Nullable String resourceVersion();
}
