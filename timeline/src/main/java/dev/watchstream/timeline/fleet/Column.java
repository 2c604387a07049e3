package dev.watchstream.timeline.fleet;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a report.
 *
 * @param name the key in JSON, the header elsewhere
 * @param type what its values are
 * @param value of a row; null where it is not known
 */
public record Column<R>(String name, Type type, Function<R, @Nullable Object> value) {

  /** What the values of a column are, for formats that have types. */
  public enum Type {
    /** A text. */
    TEXT,
    /** A list of texts. */
    TEXTS,
    /** An integer, of at most 64 bits. */
    INTEGER,
    /** True or false. */
    BOOLEAN,
    /** A duration, in seconds. */
    SECONDS,
    /** An instant. */
    INSTANT,
    /** A day, in UTC. */
    DAY
  }
}
