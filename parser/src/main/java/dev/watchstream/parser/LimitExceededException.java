package dev.watchstream.parser;

/** Something in the stream is larger than {@link ParserOptions} allows. */
public final class LimitExceededException extends WatchStreamException {

  private static final long serialVersionUID = 1L;

  private final String limit;

  public LimitExceededException(String what, String limit, int value, Place place) {
    super(what + " the limit " + limit + " of " + value, place);
    this.limit = limit;
  }

  /** The setting of {@link ParserOptions} that was exceeded, such as {@code maxEventBytes}. */
  public String limit() {
    return limit;
  }
}
