package dev.watchstream.flink.sql;

import dev.watchstream.parser.StreamEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event, with its number and time.
 *
 * @param number in its recording, or in its record, counted from 0
 * @param time when it came; null where that is not known
 */
record TableEvent(StreamEvent event, long number, @Nullable Instant time) {}
