package dev.watchstream.replay.options;

import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.version.ServerProfile;

/** The token of the list that is gone on with; empty when one begins. */
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
