package dev.watchstream.cli.input;

import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.Progress;
import dev.watchstream.cli.output.Text;
import dev.watchstream.fixtures.input.AnnotatedLog;
import dev.watchstream.fixtures.input.LogTime;
import dev.watchstream.fixtures.input.PassingInputStream;
import dev.watchstream.fixtures.input.WrapperTime;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.UnexpectedDataException;
import dev.watchstream.parser.WatchStreamException;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Reads the events out of a source that has other text in it. The log's reader finds the objects;
 * one that the parser refuses is skipped, and the warning gives the parser's reason.
 */
final class LenientReading implements AnnotatedLog.Visitor {

  private final Source source;
  private final Console console;
  private final StreamOptions options;
  private final SelectedPart part;
  private final Progress progress;
  private final Skipped skipped;
  private final EndpointsParser parser;

  /** The bytes of the objects that the parser was given before its last reset. */
  private long bytesBefore;

  private long bytes;
  private long events;
  private long brokenObjects;

  private LenientReading(Source source, Console console, StreamOptions options, SelectedPart part) {
    this.source = source;
    this.console = console;
    this.options = options;
    this.part = part;
    this.progress = Progress.on(console);
    this.skipped = new Skipped(source.name(), console);
    this.parser = EndpointsParser.create(this::pass, options.toParserOptions());
  }

  static void read(Source source, Console console, StreamOptions options, SelectedPart part) {
    LenientReading reading = new LenientReading(source, console, options, part);
    try {
      AnnotatedLog.read(reading.input(), options.toLogLimits(), reading);
    } catch (IOException | UncheckedIOException e) {
      throw CommandException.badStream(source.name() + ": cannot be read on: " + Text.message(e));
    } finally {
      reading.progress.done();
      reading.skipped.sumUp(reading.events > 0);
    }
    reading.requireSomething();
  }

  /** Shows what was read before a read may block. */
  private InputStream input() {
    return new PassingInputStream(source.in()) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        console.flush();
        if (part.isOver()) {
          return -1;
        }
        int read = in.read(into, offset, length);
        progress.add(Math.max(0, read), events);
        return read;
      }
    };
  }

  /**
   * Where nothing could be read: one line says what the input is, unless the warnings of the broken
   * objects already say it.
   */
  private void requireSomething() {
    if (events == 0
        && (brokenObjects == 0 || source.wayOut().ofInput(source.in().head()) != null)) {
      throw NothingRead.in(source, options);
    }
    if (events == 0) {
      skipped.tellHeld();
    }
  }

  @Override
  public void object(byte[] object, int offset, int length, long line) {
    if (part.isOver()) {
      return;
    }
    bytes += length;
    part.times().read(object, offset, offset + length);
    try {
      parser.feed(object, offset, length);
    } catch (WatchStreamException e) {
      if (e instanceof UnexpectedDataException unexpected && unexpected.isOtherKind()) {
        skipped.tellHeld();
        throw CommandException.badStream(
            source.name()
                + ": line "
                + line
                + ": "
                + e.problem()
                + source.wayOut().of(e, new byte[0]));
      }
      brokenObjects++;
      skipped.add("line " + line + ": skipped, " + e.problem());
      parser.reset();
      bytesBefore = bytes;
    }
  }

  private void pass(StreamEvent event) {
    if (events++ == 0) {
      skipped.tellHeld();
    }
    try {
      part.accept(event, bytesBefore + parser.eventStart(), bytesBefore + parser.eventEnd());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean wantsPrefixes() {
    return true;
  }

  @Override
  public void prefix(String text, long line) {
    part.times().logged(LogTime.of(text));
  }

  @Override
  public void wrapper(byte[] json, int offset, int length, long line) {
    part.times().logged(WrapperTime.of(json, offset, length));
  }

  @Override
  public void remark(String text, long line) {
    skipped.add("line " + line + ": skipped, not JSON: " + Text.excerpt(text));
  }

  @Override
  public void broken(String text, long firstLine, long lastLine) {
    brokenObjects++;
    String lines =
        firstLine == lastLine ? "line " + firstLine : "lines " + firstLine + " to " + lastLine;
    skipped.add(
        lines
            + ": skipped, an object that is not whole: "
            + Text.excerpt(text.replaceAll("\\s+", " ")));
  }

  @Override
  public void other(byte[] json, int offset, int length, long line) {
    skipped.countOther();
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
}
