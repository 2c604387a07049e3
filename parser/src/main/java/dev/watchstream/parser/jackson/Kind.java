package dev.watchstream.parser.jackson;

/** The kinds of objects that the parser knows, by their names in the Kubernetes API. */
public final class Kind {

  static final String ENDPOINTS = "Endpoints";
  static final String ENDPOINT_SLICE = "EndpointSlice";
  static final String STATUS = "Status";
  static final String LIST = "List";

  /** Of an object that does not tell its kind. */
  static final String NONE = "";

  /** What is around the object in a watch; the wire does not name this kind. */
  static final String WATCH_EVENT = "WatchEvent";

  private Kind() {}

  /** Whether a list of this kind may hold objects that we read. */
  static boolean isKnownList(String kind) {
    return kind.equals(LIST) || kind.equals(ENDPOINTS + LIST) || kind.equals(ENDPOINT_SLICE + LIST);
  }

  static boolean isList(String kind) {
    return kind.endsWith(LIST);
  }

  /** The kind of a list's items that do not say one; empty for {@code List}, and for no list. */
  public static String ofItems(String listKind) {
    return switch (listKind) {
      case ENDPOINTS + LIST -> ENDPOINTS;
      case ENDPOINT_SLICE + LIST -> ENDPOINT_SLICE;
      default -> isList(listKind) ? listKind.substring(0, listKind.length() - LIST.length()) : "";
    };
  }
}
