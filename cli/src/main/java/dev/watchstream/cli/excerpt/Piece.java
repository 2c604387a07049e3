package dev.watchstream.cli.excerpt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The place of an event in a recording.
 *
 * @param event its number, counted from 0
 * @param start where it begins in the body, in bytes
 * @param end where it ends, exclusive
 * @param time when it came; null where that is not known
 * @param form what stands there, and how it is written
 */
record Piece(long event, long start, long end, @Nullable Instant time, Form form) {

  enum Form {
    /** An event of a watch, to be copied as it is. */
    EVENT,
    /** An event of a watch whose object is to be written as an ADDED event. */
    EVENT_AS_ADDED,
    /** An Endpoints object, such as an item of a list, to be written as an ADDED event. */
    ENDPOINTS_OBJECT,
    /** An EndpointSlice object, to be written as an ADDED event. */
    SLICE_OBJECT
  }

  Piece at(@Nullable Instant newTime) {
    return new Piece(event, start, end, newTime, form);
  }
}
