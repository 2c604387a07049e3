package dev.watchstream.cli;

import dev.watchstream.fixtures.AnnotatedLog;
import dev.watchstream.parser.LimitExceededException;
import dev.watchstream.parser.MalformedStreamException;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.UnexpectedDataException;
import dev.watchstream.parser.WatchStreamException;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads a source to its end, event by event, and says in one line where it is bad. */
final class StreamReading {

  private static final int BUFFER_BYTES = 64 << 10;

  private final Source source;
  private final Console console;
  private final StreamOptions options;
  private final EventSink sink;
  private final Progress progress;
  private final EndpointsParser parser;

  private StreamReading(Source source, Console console, StreamOptions options, EventSink sink) {
    this.source = source;
    this.console = console;
    this.options = options;
    this.sink = sink;
    this.progress = Progress.on(console);
    ParserOptions parserOptions = options.toParserOptions();
    this.parser = EndpointsParser.create(this::pass, parserOptions);
  }

  /**
   * Hands every event of the source to {@code sink}. What the sink prints is flushed whenever the
   * source has no more to give at once, so a live stream is seen as it comes.
   *
   * @throws CommandException when the stream is bad, after all events before were handed out
   */
  static void read(Source source, Console console, StreamOptions options, EventSink sink) {
    StreamReading reading = new StreamReading(source, console, options, sink);
    try {
      if (options.lenient) {
        reading.readLeniently();
      } else {
        reading.readStrictly();
      }
    } catch (WatchStreamException e) {
      throw CommandException.badStream(source.name() + ": " + Text.message(e) + reading.hint(e));
    } catch (IOException | UncheckedIOException e) {
      throw CommandException.badStream(
          source.name() + ": cannot be read on after " + reading.place() + ": " + Text.message(e));
    } finally {
      reading.progress.done();
    }
  }

  private void readStrictly() throws IOException {
    InputStream in = source.in();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      parser.feed(buffer, 0, length);
      console.flush();
      progress.add(length, parser.eventCount());
    }
    parser.endOfInput();
  }

  private void readLeniently() throws IOException {
    AnnotatedLog.read(
        source.in(),
        options.toLogLimits(),
        new AnnotatedLog.Visitor() {
          @Override
          public void object(byte[] bytes, int offset, int length, long line) {
            try {
              parser.feed(bytes, offset, length);
            } catch (WatchStreamException e) {
              // The parser's offsets leave out what was skipped; the line says where.
              throw CommandException.badStream(
                  source.name() + ": line " + line + ": " + e.problem() + hint(e));
            }
            console.flush();
            progress.add(length, parser.eventCount());
          }

          @Override
          public void remark(String text, long line) {
            console
                .err()
                .println(
                    source.name()
                        + ": line "
                        + line
                        + ": skipped, not JSON: "
                        + Text.excerpt(text));
          }

          @Override
          public void tooLong(long line) {
            throw CommandException.badStream(
                source.name()
                    + ": line "
                    + line
                    + ": an object or a list exceeds --max-event-bytes "
                    + options.toLogLimits().maxObjectBytes()
                    + ", which --lenient reads whole; without it a list is read item by item");
          }
        });
    parser.endOfInput();
  }

  private void pass(StreamEvent event) {
    try {
      sink.accept(event, parser.eventStart(), parser.eventEnd());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String place() {
    return parser.eventCount() == 0
        ? "no event"
        : "event " + (parser.eventCount() - 1) + ", byte offset " + parser.eventEnd();
  }

  /** Where there is one, the way out. */
  private String hint(WatchStreamException e) {
    String magic = parser.eventCount() == 0 ? Magic.hint(source.in().head()) : null;
    if (e instanceof MalformedStreamException && magic != null) {
      return "; " + magic;
    }
    if (e instanceof MalformedStreamException && !options.lenient) {
      return "; --lenient skips what is not JSON";
    }
    if (e instanceof LimitExceededException limit && limit.limit().equals("maxEventBytes")) {
      return "; see --max-event-bytes";
    }
    if (e instanceof UnexpectedDataException unexpected && unexpected.isOtherKind()) {
      return "; see --skip-other-kinds";
    }
    return "";
  }
}
