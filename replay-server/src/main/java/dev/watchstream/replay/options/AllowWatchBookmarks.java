package dev.watchstream.replay.options;

import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.version.ServerProfile;

/** Whether a watch wants bookmarks. */
public final class AllowWatchBookmarks extends ListOption<Boolean> {
  public static final AllowWatchBookmarks ALLOW_WATCH_BOOKMARKS = new AllowWatchBookmarks();

  private AllowWatchBookmarks() {
    super("allowWatchBookmarks");
  }

  @Override
  public Boolean read(Query query, ServerProfile server) {
    return isAskedFor(query);
  }

  public boolean isAskedFor(Query query) {
    return query.isTrue(name());
  }
}
