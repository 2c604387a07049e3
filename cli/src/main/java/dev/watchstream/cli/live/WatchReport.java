package dev.watchstream.cli.live;

import dev.watchstream.cli.output.Text;
import dev.watchstream.client.WatchListener;
import dev.watchstream.client.WatchNotice;
import java.util.Locale;
import java.util.function.Consumer;

/** Prints a line for each warning, failure and relist, and one when the server answers again. */
public final class WatchReport implements WatchListener {
  private final Consumer<String> lines;
  private boolean isTroubled;
  private boolean isEmpty = true;

  public WatchReport(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Whether the server has not answered yet, not even that nothing is there. */
  boolean isEmpty() {
    return isEmpty;
  }

  @Override
  public void onNotice(WatchNotice notice) {
    boolean isFirst = isEmpty;
    isEmpty &= !(notice instanceof WatchNotice.Change || notice instanceof WatchNotice.Synced);
    if (notice instanceof WatchNotice.Warning warning) {
      say("warning: " + warning.message());
    } else if (notice instanceof WatchNotice.Ended ended && ended.end() != WatchNotice.End.CLEAN) {
      isTroubled = true;
      say(
          String.format(
              Locale.ROOT,
              "%s: %s; again in %s",
              ended.request().name().toLowerCase(Locale.ROOT),
              ended.message(),
              Text.seconds(ended.retryIn())));
    } else if (notice instanceof WatchNotice.Synced synced && synced.isRelist()) {
      say("the state was read anew; what changed meanwhile is told as one change");
    } else if (notice instanceof WatchNotice.Opened && isTroubled) {
      isTroubled = false;
      say("the server answers again");
    } else if (notice instanceof WatchNotice.Synced && isFirst) {
      say("nothing of that name or selection is there yet");
    }
  }

  private void say(String line) {
    lines.accept(Text.excerpt(line, 400));
  }
}
