package dev.watchstream.cli.excerpt;

import dev.watchstream.cli.input.Selection;
import dev.watchstream.cli.input.StreamOptions;
import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.Text;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code watchstream cut}. */
@Command(
    description = {
      "Makes a recording of a part of another one.",
      "It begins with the state at that time, as ADDED events, and says so in its notes."
    },
    footer = {
      "",
      "Examples:",
      "  watchstream cut cluster web/shop --since +2m --until +5m --out shop",
      "  watchstream cut fleet-rollout --since event=100 --out rest.tar.zst"
    })
public final class CutCommand implements Callable<Integer> {

  private final Console console;

  @Mixin NewExcerpt out = new NewExcerpt();

  @Mixin Selection selection = new Selection();

  @Mixin StreamOptions options = new StreamOptions();

  public CutCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Excerpt excerpt = Excerpt.of(selection.source(), console, options, selection);
    if (excerpt.events().isEmpty()) {
      throw CommandException.badStream(
          selection.source() + ": no event is in that part, so there is nothing to keep");
    }
    long events = new Splice(List.of(excerpt)).write(out.path());
    console.say(
        out.path()
            + ": "
            + Text.count(events, "event")
            + ", the first "
            + excerpt.state().size()
            + " of them the state at its beginning");
    return ExitCode.OK;
  }
}
