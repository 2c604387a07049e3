package dev.watchstream.parser;

/**
 * A stream cannot be read any further. All events before the bad one were handed out; the parser is
 * ready for another stream after {@code reset()}.
 *
 * <p>The message is one line and names the problem, the place and, where there is one, the remedy.
 */
public abstract sealed class WatchStreamException extends RuntimeException
    permits MalformedStreamException,
        UnexpectedDataException,
        TruncatedStreamException,
        LimitExceededException {

  private static final long serialVersionUID = 1L;

  /** Where a stream went wrong: events handed out before, and bytes from the stream's start. */
  public record Place(long eventNumber, long byteOffset) {}

  private final String problem;
  private final long eventNumber;
  private final long byteOffset;

  WatchStreamException(String what, Place place) {
    super(what + " (event " + place.eventNumber + ", byte offset " + place.byteOffset + ")");
    this.problem = what;
    this.eventNumber = place.eventNumber;
    this.byteOffset = place.byteOffset;
  }

  /** What is wrong, without the event number and the byte offset. */
  public final String problem() {
    return problem;
  }

  /** The number of the bad event, counted from 0: this many events were handed out before it. */
  public final long eventNumber() {
    return eventNumber;
  }

  /** Where in the stream, in bytes from its start. */
  public final long byteOffset() {
    return byteOffset;
  }
}
