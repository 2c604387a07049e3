package dev.watchstream.replay.options;

import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.api.StatusException;
import dev.watchstream.replay.version.ServerProfile;

/** The most objects in a list; no limit when it is 0 or less. */
public final class Limit extends ListOption<Long> {
  public static final Limit LIMIT = new Limit();

  private Limit() {
    super("limit");
  }

  @Override
  public Long read(Query query, ServerProfile server) throws StatusException {
    return integer(query, 0);
  }
}
