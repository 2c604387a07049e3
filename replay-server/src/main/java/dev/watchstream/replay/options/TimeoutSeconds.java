package dev.watchstream.replay.options;

import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.api.StatusException;
import dev.watchstream.replay.version.ServerProfile;

/** How long a watch goes on, in seconds; 0 when the server may choose. */
public final class TimeoutSeconds extends ListOption<Long> {
  public static final TimeoutSeconds TIMEOUT_SECONDS = new TimeoutSeconds();

  /** A year, longer than any connection lasts; larger values count as this. */
  public static final long MAX = 31_536_000;

  private TimeoutSeconds() {
    super("timeoutSeconds");
  }

  @Override
  public Long read(Query query, ServerProfile server) throws StatusException {
    return integer(query, 0);
  }
}
