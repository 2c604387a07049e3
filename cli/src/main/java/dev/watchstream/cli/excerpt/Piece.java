package dev.watchstream.cli.excerpt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of a recording by its place.
 *
 * @param event its number
 * @param start where it begins in the body, in bytes
 * @param end where it ends, exclusive
 * @param time when it came; null where that is not known
 * @param form what stands there, and what becomes of it
 */
record Piece(long event, long start, long end, @Nullable Instant time, Form form) {

  enum Form {
    /** An event of a watch, to be copied as it is. */
    EVENT,
    /** An event of a watch whose object is to be told as ADDED. */
    EVENT_AS_ADDED,
    /** An Endpoints, such as an item of a list, to be told as ADDED. */
    ENDPOINTS_OBJECT,
    /** An EndpointSlice, to be told as ADDED. */
    SLICE_OBJECT
  }

  Piece at(@Nullable Instant newTime) {
    return new Piece(event, start, end, newTime, form);
  }
}
