package dev.watchstream.replay.options;

import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.api.StatusException;
import dev.watchstream.replay.version.ServerProfile;

/** The version of a list, or after which a watch begins; empty when left open. */
public final class ResourceVersion extends ListOption<String> {
  public static final ResourceVersion RESOURCE_VERSION = new ResourceVersion();

  private ResourceVersion() {
    super("resourceVersion");
  }

  @Override
  public String read(Query query, ServerProfile server) {
    return query.text(name());
  }

  @Override
  protected void require(ListOptions asked, ServerProfile server) throws StatusException {
    String text = asked.get(this);
    if (!asked.watch() && !isVersion(text) && server.badListVersionStatus() == 400) {
      throw StatusException.badRequest("invalid resource version: " + noVersion(text));
    }
    number(text);
  }

  /**
   * 0 when it is not given, empty or {@code 0}.
   *
   * @throws StatusException 500, as the API server does not foresee it, for what is no version
   */
  public long number(Query query) throws StatusException {
    return number(query.text(name()));
  }

  private static long number(String text) throws StatusException {
    if (!isVersion(text)) {
      throw StatusException.internal(noVersion(text));
    }
    return numberOf(text);
  }

  /** For text that is empty or known to be a version. */
  static long numberOf(String version) {
    if (version.isEmpty()) {
      return 0;
    }
    try {
      return Long.parseLong(version);
    } catch (NumberFormatException e) {
      // No storage will ever count so far.
      return Long.MAX_VALUE;
    }
  }

  private static boolean isVersion(String text) {
    return text.matches("[0-9]{0,20}");
  }

  private static String noVersion(String text) {
    return "resourceVersion: Invalid value: \"%s\": strconv.ParseUint: parsing \"%s\": invalid syntax"
        .formatted(text, text);
  }
}
