package dev.watchstream.cli.commands;

import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.Text;
import dev.watchstream.cli.page.Connections;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.ReplayServerBuilder;
import dev.watchstream.replay.model.Speed;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a server from a command's options. Separate from the command's class: picocli inspects that
 * class's methods whichever command runs, which would load the server's classes too.
 */
final class ServeSetup {
  private ServeSetup() {}

  static ReplayServer start(
      ServeCommand command, List<Recording> recordings, Console console, Connections connections)
      throws IOException {
    try {
      Speed speed = Speed.parse(command.speed);
      // A page has a button for looping; at full speed a loop has no position to show.
      boolean canLoop = command.loop || (command.page != null && !speed.isMax());
      ReplayServerBuilder builder =
          ReplayServer.of(recordings.toArray(Recording[]::new))
              .host(command.host)
              .port(command.port)
              .speed(speed)
              .sharedClock(command.clock == ServeCommand.Clock.SHARED || command.page != null)
              .startPaused(command.paused)
              .loop(canLoop)
              .serverVersion(command.serverVersion)
              .httpControl(command.httpControl)
              .log(
                  answered -> {
                    connections.answered(answered);
                    console.err().println(answered);
                  });
      if (command.noWatchList) {
        builder.gate("WatchList", false);
      }
      command.gates.forEach(builder::gate);
      command.faults.forEach(builder::fault);
      String bearer = bearer(command);
      if (bearer != null) {
        builder.token(bearer);
      }
      ReplayServer server = (command.tls ? builder.tls() : builder).start();
      if (command.page != null) {
        server.setLoop(command.loop);
      }
      return server;
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(Text.message(e));
    }
  }

  /** The bearer token that clients must send; null for none. */
  static @Nullable String bearer(ServeCommand command) throws IOException {
    if (command.tokenFile == null) {
      return command.token;
    }
    if (command.token != null) {
      throw CommandException.usage("--token and --token-file exclude each other");
    }
    try {
      return Files.readString(command.tokenFile).strip();
    } catch (IOException e) {
      throw CommandException.usage(Text.message(e));
    }
  }
}
