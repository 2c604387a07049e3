package dev.watchstream.cli.commands;

import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.page.Connections;
import dev.watchstream.cli.page.PageServer;
import dev.watchstream.cli.page.ReplayPlayer;
import dev.watchstream.cli.page.TimedCopy;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.replay.ReplayServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page of {@code serve}, if one is asked for. */
final class ServePage implements AutoCloseable {

  /** How often the page follows the clock: often enough to look continuous. */
  private static final Duration TICK = Duration.ofMillis(150);

  private final @Nullable PageServer page;

  private ServePage(@Nullable PageServer page) {
    this.page = page;
  }

  static ServePage of(
      ServeCommand command,
      List<Recording> recordings,
      ReplayServer server,
      Connections connections)
      throws IOException {
    Integer port = command.page;
    if (port == null) {
      return new ServePage(null);
    }
    String title = recordings.stream().map(Recording::name).collect(Collectors.joining(", "));
    ReplayPlayer player = new ReplayPlayer(title, server, connections);
    PageServer page = PageServer.start(port, player.feed(), player, ServeSetup.bearer(command));
    player.feed().every(TICK, player::follow);
    return new ServePage(page);
  }

  /** Gives recordings without times one event a second: otherwise there is nothing to play. */
  static List<Recording> timed(List<Recording> recordings) throws IOException {
    List<Recording> timed = new ArrayList<>();
    for (Recording recording : recordings) {
      timed.add(recording.hasTiming() ? recording : TimedCopy.of(recording));
    }
    return timed;
  }

  void announce(Console console) {
    if (page != null) {
      console.println("page " + page.url());
    }
  }

  @Override
  public void close() {
    if (page != null) {
      page.close();
    }
  }
}
