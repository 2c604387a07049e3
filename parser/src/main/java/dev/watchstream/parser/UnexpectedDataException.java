package dev.watchstream.parser;

/**
 * The JSON is well-formed, but not what the Kubernetes API says it is: another kind of object, a
 * value of the wrong JSON type, an address without {@code ip}.
 */
public final class UnexpectedDataException extends WatchStreamException {

  private static final long serialVersionUID = 1L;

  private final String path;

  UnexpectedDataException(String what, String path, Place place) {
    super(path.isEmpty() ? what : "at " + Excerpt.of(path) + ": " + what, place);
    this.path = path;
  }

  /**
   * Where in the event's JSON, as a JSON Pointer (RFC 6901) such as {@code
   * /object/subsets/0/addresses/3/ip}; empty for the event as a whole.
   */
  public String path() {
    return path;
  }
}
