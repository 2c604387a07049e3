package dev.watchstream.cli.live;

import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.Text;
import dev.watchstream.client.WatchListener;
import dev.watchstream.client.WatchNotice;
import java.util.Locale;

/** A line for whatever is out of the ordinary, and one when all is well again. */
public final class WatchReport implements WatchListener {
  private final Console console;
  private boolean isTroubled;

  public WatchReport(Console console) {
    this.console = console;
  }

  @Override
  public void onNotice(WatchNotice notice) {
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
    }
  }

  private void say(String line) {
    console.err().println("watchstream: " + Text.excerpt(line, 400));
  }
}
