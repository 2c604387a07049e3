package dev.watchstream.flink.sql;

import dev.watchstream.parser.StreamEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event and what is known of how it came.
 *
 * @param number in its recording, or in its record, counted from 0
 * @param time null where it is not known
 */
record TableEvent(StreamEvent event, long number, @Nullable Instant time) {}
