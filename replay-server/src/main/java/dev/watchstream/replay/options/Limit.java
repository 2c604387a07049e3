package dev.watchstream.replay.options;

import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.api.StatusException;
import dev.watchstream.replay.version.ServerProfile;

/** How many objects a list gives at most; all when that is not more than 0. */
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
