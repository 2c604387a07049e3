package dev.watchstream.parser;

import dev.watchstream.parser.bytes.Excerpt;

/**
 * The JSON is well-formed, but not what the Kubernetes API specifies: another kind of object, a
 * value of the wrong JSON type, an address without {@code ip}.
 */
public final class UnexpectedDataException extends WatchStreamException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final boolean isOtherKind;

  public UnexpectedDataException(String what, String path, Place place) {
    this(what, path, place, false);
  }

  private UnexpectedDataException(String what, String path, Place place, boolean isOtherKind) {
    super(path.isEmpty() ? what : "at " + Excerpt.of(path) + ": " + what, place);
    this.path = path;
    this.isOtherKind = isOtherKind;
  }

  public static UnexpectedDataException ofOtherKind(String kind, String path, Place place) {
    String what =
        "an object of kind " + Excerpt.of(kind) + ", which is neither Endpoints nor EndpointSlice";
    return new UnexpectedDataException(what, path, place, true);
  }

  /**
   * Where in the event's JSON, as a JSON Pointer (RFC 6901) such as {@code
   * /object/subsets/0/addresses/3/ip}; empty for the event as a whole.
   */
  public String path() {
    return path;
  }

  /**
   * Whether it is an object of a kind that the parser does not read, which {@link
   * ParserOptions#withSkipOtherKinds} would skip.
   */
  public boolean isOtherKind() {
    return isOtherKind;
  }
}
