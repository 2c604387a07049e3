package dev.watchstream.parser;

/** The input ended inside an event. */
public final class TruncatedStreamException extends WatchStreamException {

  private static final long serialVersionUID = 1L;

  private final long resumeOffset;

  public TruncatedStreamException(Place place, long resumeOffset) {
    super(
        "the stream ends inside an event, after "
            + place.eventNumber()
            + " complete ones; the JSON value it ends in begins at byte "
            + resumeOffset,
        place);
    this.resumeOffset = resumeOffset;
  }

  /** How many events were complete, and were handed out. */
  public long completeEvents() {
    return eventNumber();
  }

  /**
   * Where the JSON value that was cut off begins, in bytes from the stream's start: everything
   * before it is complete, and reading may start again from here. Inside a list this is where the
   * list begins.
   */
  public long resumeOffset() {
    return resumeOffset;
  }
}
