package dev.watchstream.timeline.fleet;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a report.
 *
 * @param name the key in JSON, the header elsewhere
 * @param value of a row: text, a number, a boolean, a duration (in seconds), an instant, a list of
 *     texts; null where it is not known
 */
public record Column<R>(String name, Function<R, @Nullable Object> value) {}
