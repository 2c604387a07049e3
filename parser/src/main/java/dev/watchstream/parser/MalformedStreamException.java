package dev.watchstream.parser;

import org.jspecify.annotations.Nullable;

/**
 * The bytes are not JSON (RFC 8259), or not UTF-8 (RFC 3629). The cause, where there is one, is
 * Jackson's exception; its wording may depend on how the bytes were split.
 */
public final class MalformedStreamException extends WatchStreamException {

  private static final long serialVersionUID = 1L;

  public MalformedStreamException(String what, Place place, @Nullable Throwable cause) {
    super(what, place);
    initCause(cause);
  }
}
