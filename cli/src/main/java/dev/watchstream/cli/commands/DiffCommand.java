package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.Source;
import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.Text;
import dev.watchstream.client.record.RecordingDiff;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.WatchStreamException;
import dev.watchstream.parser.stream.EventStream;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code watchstream diff}. */
@Command(
    description = {
      "Compares two recordings: their bytes, their chunks, and event by event what is in them.",
      "Times are not compared. Exit code 0 when the bytes are equal, and the chunks if both"
          + " recordings have them; 1 when not."
    },
    footer = {"", "Example:", "  watchstream diff passport-auth upgrade"})
public final class DiffCommand implements Callable<Integer> {

  private static final int EVENTS_SHOWN = 20;

  private final Console console;

  @Parameters(index = "0", paramLabel = "A", description = "A recording, or a file.")
  String left = "";

  @Parameters(index = "1", paramLabel = "B", description = "Another one.")
  String right = "";

  public DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Recording a = Source.openStrictly(left, console);
    Recording b = Source.openStrictly(right, console);
    RecordingDiff diff;
    try {
      diff = RecordingDiff.between(a, b);
    } catch (WatchStreamException e) {
      throw CommandException.badStream(
          (cannotBeRead(a) ? left : right) + ": " + Text.message(e) + "; its bytes differ");
    }
    boolean noTiming = !a.hasTiming() || !b.hasTiming();
    console.println(
        "bytes   "
            + (diff.firstDifferentByte() < 0
                ? "equal"
                : "differ from offset " + diff.firstDifferentByte()));
    console.println(
        "chunks  "
            + (noTiming
                ? "not compared: " + (a.hasTiming() ? right : left) + " has no times"
                : diff.firstDifferentChunk() < 0
                    ? "equal"
                    : "differ from chunk " + diff.firstDifferentChunk()));
    console.println(
        "events  "
            + (diff.differentEvents() == 0
                ? "equal"
                : Text.count(diff.differentEvents(), "event") + " differ"));
    diff.events().stream().limit(EVENTS_SHOWN).forEach(this::print);
    if (diff.differentEvents() > EVENTS_SHOWN) {
      console.println("and " + (diff.differentEvents() - EVENTS_SHOWN) + " more");
    }
    return diff.isSame() ? ExitCode.OK : ExitCode.BAD_STREAM;
  }

  private static boolean cannotBeRead(Recording recording) throws IOException {
    try (EventStream events =
        EventStream.open(recording.openBody(), ParserOptions.defaults().withSkipOtherKinds(true))) {
      while (events.next() != null) {
        // Only whether the end is reached counts.
      }
      return false;
    } catch (WatchStreamException e) {
      return true;
    }
  }

  private void print(RecordingDiff.Event event) {
    console.println(event.number() + " A " + text(event.left()));
    console.println(event.number() + " B " + text(event.right()));
  }

  private static String text(@Nullable String event) {
    return event == null ? "has ended" : Text.excerpt(event, 200);
  }
}
