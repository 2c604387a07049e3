package dev.watchstream.cli;

import dev.watchstream.fixtures.AnnotatedLog;
import dev.watchstream.parser.EndpointsParser;
import dev.watchstream.parser.LimitExceededException;
import dev.watchstream.parser.MalformedStreamException;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.UnexpectedDataException;
import dev.watchstream.parser.WatchEvent;
import dev.watchstream.parser.WatchStreamException;
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
      throw CommandException.badStream(source.name() + ": " + reading.inWords(e));
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
        new AnnotatedLog.Limits(
            (int) options.maxEventBytes, AnnotatedLog.Limits.DEFAULT.maxRemarkBytes()),
        new AnnotatedLog.Visitor() {
          @Override
          public void object(byte[] bytes, int offset, int length, long line) {
            try {
              parser.feed(bytes, offset, length);
            } catch (WatchStreamException e) {
              throw CommandException.badStream(
                  source.name() + ": line " + line + ": " + inWords(e));
            }
            console.flush();
            progress.add(length, parser.eventCount());
          }

          @Override
          public void remark(String text, long line) {
            warn(line, "skipped, not JSON: " + Text.excerpt(text));
          }

          @Override
          public void tooLong(long line) {
            warn(line, "skipped, longer than --max-event-bytes " + options.maxEventBytes);
          }

          private void warn(long line, String what) {
            console.err().println(source.name() + ": line " + line + ": " + what);
          }
        });
    parser.endOfInput();
  }

  private void pass(WatchEvent event) {
    try {
      sink.accept(event, parser.eventStart(), parser.eventEnd());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String place() {
    return "event " + (parser.eventCount() - 1) + ", byte offset " + parser.eventEnd();
  }

  /** What is wrong, and the option that helps where there is one. */
  private String inWords(WatchStreamException e) {
    if (e instanceof MalformedStreamException && !options.lenient) {
      return Text.message(e) + "; --lenient skips what is not JSON";
    }
    if (e instanceof LimitExceededException limit && limit.limit().equals("maxEventBytes")) {
      return Text.message(e) + "; see --max-event-bytes";
    }
    if (e instanceof UnexpectedDataException unexpected && unexpected.isOtherKind()) {
      return Text.message(e) + "; see --skip-other-kinds";
    }
    return Text.message(e);
  }
}
