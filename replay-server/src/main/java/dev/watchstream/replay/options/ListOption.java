package dev.watchstream.replay.options;

import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.api.Status.Cause;
import dev.watchstream.replay.api.StatusException;
import dev.watchstream.replay.version.ServerProfile;
import java.util.List;

/**
 * A query parameter of lists and watches: how it is read, and with what it may not be combined. To
 * add one, write its file and add it to {@link ListOptions#ALL}.
 */
public abstract class ListOption<T> {
  private final String name;

  protected ListOption(String name) {
    this.name = name;
  }

  public final String name() {
    return name;
  }

  /**
   * The value, or the default when it is not given.
   *
   * @throws StatusException 400 for what cannot be read
   */
  protected abstract T read(Query query, ServerProfile server) throws StatusException;

  /** Adds all errors of this option that the API server's validation reports together. */
  protected void check(ListOptions asked, ServerProfile server, List<Cause> causes) {}

  /** Refuses what the API server refuses only after its validation. */
  protected void require(ListOptions asked, ServerProfile server) throws StatusException {}

  /** {@code fallback} is the value when it is not given. */
  final long integer(Query query, long fallback) throws StatusException {
    if (!query.has(name)) {
      return fallback;
    }
    String text = query.text(name);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      boolean number = text.matches("[-+]?[0-9]+");
      throw StatusException.badRequest(
          "strconv.ParseInt: parsing \"%s\": %s"
              .formatted(text, number ? "value out of range" : "invalid syntax"));
    }
  }

  final Cause forbidden(String message) {
    return new Cause("FieldValueForbidden", "Forbidden: " + message, name);
  }
}
