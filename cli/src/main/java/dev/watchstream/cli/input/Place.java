package dev.watchstream.cli.input;

import dev.watchstream.cli.output.DurationConverter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A place in a stream, as it is written on the command line. */
public sealed interface Place {

  /** The forms of a place, for help and error messages. */
  String FORMS = "event=N, an offset such as +2m or +90s, or a time such as 2026-11-22T09:20:30Z";

  /** Whether an event is at this place or after it. */
  boolean isReachedBy(long event, @Nullable Duration time, @Nullable Instant instant);

  /** The place as an offset from the stream's start; null where it is not known as a time. */
  @Nullable Duration time(@Nullable Instant startedAt);

  /** Whether this place is after the other in every stream; false for places of two forms. */
  boolean isAfter(Place other);

  /** Why this place cannot be found in a stream with such times; null if it can. */
  @Nullable String problem(boolean hasTimes, @Nullable Instant startedAt);

  /** An event by its number, counted from 0. */
  record AtEvent(long event) implements Place {
    @Override
    public boolean isAfter(Place other) {
      return other instanceof AtEvent that && event > that.event;
    }

    @Override
    public boolean isReachedBy(long number, @Nullable Duration time, @Nullable Instant instant) {
      return number >= event;
    }

    @Override
    public @Nullable Duration time(@Nullable Instant startedAt) {
      return null;
    }

    @Override
    public @Nullable String problem(boolean hasTimes, @Nullable Instant startedAt) {
      return null;
    }
  }

  /** An offset from the stream's start. */
  record AtOffset(Duration offset) implements Place {
    @Override
    public boolean isAfter(Place other) {
      return other instanceof AtOffset that && offset.compareTo(that.offset) > 0;
    }

    @Override
    public boolean isReachedBy(long number, @Nullable Duration time, @Nullable Instant instant) {
      return time != null && time.compareTo(offset) >= 0;
    }

    @Override
    public Duration time(@Nullable Instant startedAt) {
      return offset;
    }

    @Override
    public @Nullable String problem(boolean hasTimes, @Nullable Instant startedAt) {
      return hasTimes ? null : "the stream has no times; event=N counts its events";
    }
  }

  /** A wall-clock time. */
  record AtInstant(Instant instant) implements Place {
    @Override
    public boolean isAfter(Place other) {
      return other instanceof AtInstant that && instant.isAfter(that.instant);
    }

    @Override
    public boolean isReachedBy(long number, @Nullable Duration time, @Nullable Instant there) {
      return there != null && !there.isBefore(instant);
    }

    @Override
    public @Nullable Duration time(@Nullable Instant startedAt) {
      return startedAt == null ? null : Duration.between(startedAt, instant);
    }

    @Override
    public @Nullable String problem(boolean hasTimes, @Nullable Instant startedAt) {
      return hasTimes && startedAt != null
          ? null
          : "it is not known when the stream was recorded; "
              + (hasTimes ? "+90s counts from its start" : "event=N counts its events");
    }
  }

  /** Reads a place from an option's text. */
  final class Converter implements ITypeConverter<Place> {
    @Override
    public Place convert(String text) {
      try {
        if (text.startsWith("event=")) {
          return new AtEvent(Long.parseUnsignedLong(text.substring("event=".length())));
        }
        if (text.startsWith("+")) {
          return new AtOffset(new DurationConverter().convert(text.substring(1)));
        }
        return new AtInstant(Instant.parse(text));
      } catch (NumberFormatException | DateTimeParseException e) {
        throw new TypeConversionException("'" + text + "' is no place in a stream: " + FORMS);
      }
    }
  }
}
