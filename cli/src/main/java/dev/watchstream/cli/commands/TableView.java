package dev.watchstream.cli.commands;

import dev.watchstream.cli.live.Key;
import dev.watchstream.cli.live.KeyboardScreen;
import dev.watchstream.cli.live.LiveTable;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.client.EndpointsStore;
import dev.watchstream.client.WatchNotice;
import dev.watchstream.client.WatchNotice.Change;
import dev.watchstream.client.WatchNotice.Synced;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A table that is first drawn when the initial state is complete, and then with every change. */
final class TableView implements WatchView {
  private final EndpointsStore store = new EndpointsStore();
  private final @Nullable KeyboardScreen keyboard;
  private final LiveTable table;

  /**
   * @param heading what stands above the table, empty for nothing
   */
  TableView(Console console, String heading) throws IOException {
    keyboard = console.terminal().isIn() ? KeyboardScreen.open() : null;
    table =
        new LiveTable(
            console, keyboard != null ? keyboard : LiveTable.withoutKeys(console), heading);
    if (keyboard != null) {
      keyboard.listen(table::redraw, this::press);
    }
  }

  private void press(Key key) {
    if (!table.key(key)) {
      // Runs the shutdown hooks as Ctrl-C does: they end the watch in order, with its exit code.
      Runtime.getRuntime().exit(ExitCode.BAD_STREAM);
    }
  }

  @Override
  public void say(Console console, String line) {
    if (keyboard == null) {
      console.say(line);
    } else {
      table.say(line);
    }
  }

  @Override
  public void onNotice(WatchNotice notice) {
    store.onNotice(notice);
    boolean isNews = notice instanceof Change || notice instanceof Synced;
    if (isNews && store.isSynced()) {
      table.draw(store.all());
    }
  }

  @Override
  public void end() throws IOException {
    table.close();
    if (keyboard != null) {
      keyboard.close();
    }
  }
}
