package dev.watchstream.cli.input;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an event stands in its stream.
 *
 * @param event its number, counted from 0
 * @param start where it begins, in bytes from the stream's start
 * @param end where it ends, exclusive
 * @param time when it came, from the stream's start; null where that is not known
 * @param instant the same by the wall clock; null where that is not known
 * @param hasBegun whether the selected part has begun; an event before it only contributes to the
 *     state at its beginning
 * @param isSelected whether it has, and the event is of a selected service
 */
public record Position(
    long event,
    long start,
    long end,
    @Nullable Duration time,
    @Nullable Instant instant,
    boolean hasBegun,
    boolean isSelected) {}
