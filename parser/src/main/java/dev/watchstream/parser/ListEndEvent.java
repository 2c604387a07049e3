package dev.watchstream.parser;

import org.jspecify.annotations.Nullable;

/**
 * The end of a list, after its last item.
 *
 * @param kind the list's kind: {@code EndpointsList}, {@code EndpointSliceList} or {@code List}
 * @param resourceVersion the version from which a watch misses nothing after this list
 * @param continueToken what to send as {@code continue} for the next page; null on the last one
 */
public record ListEndEvent(
    String kind, @Nullable String resourceVersion, @Nullable String continueToken)
    implements StreamEvent {

  @Override
  public EventType type() {
    return EventType.LIST_END;
  }
}
