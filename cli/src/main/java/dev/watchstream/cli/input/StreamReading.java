package dev.watchstream.cli.input;

import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.Progress;
import dev.watchstream.cli.output.Text;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.WatchStreamException;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Reads a source to its end, event by event, and says in one line where it is bad. */
public final class StreamReading {

  private static final int BUFFER_BYTES = 64 << 10;

  /** How much of the input at a bad place is looked at for the message. */
  private static final int REST_BYTES = 4 << 10;

  private final Source source;
  private final Console console;
  private final StreamOptions options;
  private final SelectedPart part;
  private final Progress progress;
  private final EndpointsParser parser;

  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int length;
  private long bufferStart;

  /** How many bytes of the buffer were searched for times. */
  private int searched;

  private StreamReading(Source source, Console console, StreamOptions options, SelectedPart part) {
    this.source = source;
    this.console = console;
    this.options = options;
    this.part = part;
    this.progress = Progress.on(console);
    this.parser = EndpointsParser.create(this::pass, options.toParserOptions());
  }

  /**
   * Hands every event of the source to {@code sink}, to the end of the selected part; what follows
   * is ignored. Output is flushed after each chunk that is read, so that a live stream is shown as
   * it arrives.
   *
   * @throws CommandException when the stream is bad, after all events before the bad place were
   *     handed out; when it has no event; or when it does not have what is asked for
   */
  public static void read(
      Source source, Console console, StreamOptions options, Selection selection, EventSink sink)
      throws IOException {
    read(source, console, options, selection, StreamTimes.of(source, options), sink);
  }

  /**
   * As above, with times that the sink may look at.
   *
   * @return whether the part ended before the stream
   */
  public static boolean read(
      Source source,
      Console console,
      StreamOptions options,
      Selection selection,
      StreamTimes times,
      EventSink sink) {
    SelectedPart part = new SelectedPart(selection, times, sink);
    if (options.lenient) {
      LenientReading.read(source, console, options, part);
    } else {
      new StreamReading(source, console, options, part).read();
    }
    part.end(source.name());
    return part.isOver();
  }

  private void read() {
    try {
      InputStream in = source.in();
      // Once the part is over nothing more is read: of a live stream that could take for ever.
      while (!part.isOver()) {
        int read = in.read(buffer);
        if (read < 0) {
          parser.endOfInput();
          break;
        }
        bufferStart += length;
        length = read;
        searched = 0;
        parser.feed(buffer, 0, length);
        search(length);
        console.flush();
        progress.add(length, parser.eventCount());
      }
    } catch (WatchStreamException e) {
      if (part.isOver()) {
        return;
      }
      throw CommandException.badStream(source.name() + ": " + Text.message(e) + wayOut(e), e);
    } catch (IOException | UncheckedIOException e) {
      throw CommandException.badStream(
          source.name() + ": cannot be read on after " + place() + ": " + Text.message(e));
    } finally {
      progress.done();
    }
    if (parser.eventCount() == 0) {
      throw NothingRead.in(source, options);
    }
  }

  private void pass(StreamEvent event) {
    try {
      search(inBuffer(parser.eventEnd()));
      part.accept(event, parser.eventStart(), parser.eventEnd());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Searches for times only to the end of the event: those behind it belong to later events. */
  private void search(int end) {
    part.times().read(buffer, searched, Math.max(searched, end));
    searched = Math.max(searched, end);
  }

  private String place() {
    return parser.eventCount() == 0
        ? "no event"
        : "event " + (parser.eventCount() - 1) + ", byte offset " + parser.eventEnd();
  }

  private String wayOut(WatchStreamException e) {
    int from = inBuffer(parser.eventEnd());
    while (from < length && " \t\r\n".indexOf(buffer[from]) >= 0) {
      from++;
    }
    int bad = Math.max(from, inBuffer(e.byteOffset()));
    source.readHead();
    return source.wayOut().of(e, source.in().head(), rest(from), bufferStart + from, rest(bad));
  }

  /** The index of an offset in the buffer; clamped to the buffer's ends. */
  private int inBuffer(long offset) {
    return (int) Math.max(0, Math.min(length, offset - bufferStart));
  }

  private byte[] rest(int from) {
    return Arrays.copyOfRange(buffer, from, Math.min(length, from + REST_BYTES));
  }
}
