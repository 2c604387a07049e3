package dev.watchstream.replay.options;

import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.version.ServerProfile;

/** The token of the list to be continued; empty for a new list. */
public final class Continue extends ListOption<String> {
  public static final Continue CONTINUE = new Continue();

  private Continue() {
    super("continue");
  }

  @Override
  public String read(Query query, ServerProfile server) {
    return query.text(name());
  }
}
