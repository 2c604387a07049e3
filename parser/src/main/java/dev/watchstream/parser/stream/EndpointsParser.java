package dev.watchstream.parser.stream;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.TruncatedStreamException;
import dev.watchstream.parser.WatchStreamException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Reads the addresses out of a stream of Kubernetes Endpoints or EndpointSlices: a watch, a list,
 * or objects one after another, from bytes in chunks of any size. Hands each event to a handler as
 * soon as its last byte has arrived.
 *
 * <pre>{@code
 * EndpointsParser parser = EndpointsParser.create(event -> ...);
 * parser.feed(bytes, 0, length);   // as often as bytes arrive
 * parser.endOfInput();
 * }</pre>
 *
 * <p>Not thread-safe. Reads one stream at a time; {@link #reset()} makes it ready for the next. It
 * keeps in memory the largest event so far, at most a few times {@link
 * ParserOptions#maxEventBytes()}; what it remembers of objects, at most about {@link
 * ParserOptions#maxRecalledBytes()}; and the JSON member names that Jackson has seen in the stream:
 * some 50,000 at most, each of at most {@link ParserOptions#maxNameLength()}. To pull events
 * instead, use {@link EventStream}.
 */
public final class EndpointsParser extends Progress {

  private final StoppableHandler handler;

  /** Whether no more of this stream can be read: it has ended, failed or been stopped. */
  private boolean over;

  private boolean isStopped;

  /** Whether a chunk was not read to its end, so that what is remembered may still lie in it. */
  private boolean isTorn;

  private EndpointsParser(StoppableHandler handler, ParserOptions options) {
    super(Objects.requireNonNull(options, "options"));
    this.handler = Objects.requireNonNull(handler, "handler");
  }

  /** A parser with {@link ParserOptions#defaults()}. */
  public static EndpointsParser create(EventHandler handler) {
    return create(handler, ParserOptions.defaults());
  }

  /** A parser that hands its events to {@code handler}. */
  public static EndpointsParser create(EventHandler handler, ParserOptions options) {
    Objects.requireNonNull(handler, "handler");
    return stoppable(
        event -> {
          handler.onEvent(event);
          return Action.CONTINUE;
        },
        options);
  }

  /** A parser with {@link ParserOptions#defaults()} that {@code handler} can stop. */
  public static EndpointsParser stoppable(StoppableHandler handler) {
    return stoppable(handler, ParserOptions.defaults());
  }

  /**
   * A parser that hands its events to {@code handler} until that returns {@link Action#STOP}. Then
   * {@link #feed} and {@link #parse} return, {@link #isStopped()} is true, and {@link #eventEnd()}
   * says up to which byte the stream was used.
   */
  public static EndpointsParser stoppable(StoppableHandler handler, ParserOptions options) {
    return new EndpointsParser(handler, options);
  }

  /**
   * Reads the next bytes of the stream and hands out the events that they complete. The bytes may
   * be changed as soon as this returns.
   *
   * @throws WatchStreamException when the stream cannot be read any further; all events before were
   *     handed out
   * @throws IllegalStateException after an exception, the end of input or {@link Action#STOP},
   *     until {@link #reset()}
   */
  public void feed(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    requireOpen();
    reader.feed(bytes, offset, length);
    isTorn = true;
    handOut();
    isTorn = isStopped;
  }

  /**
   * Tells the parser that the stream has ended.
   *
   * @throws TruncatedStreamException when it ends inside an event
   * @throws IllegalStateException after an exception, the end of input or {@link Action#STOP},
   *     until {@link #reset()}
   */
  public void endOfInput() {
    requireOpen();
    reader.endOfInput();
    handOut();
    over = true;
  }

  /** Gets ready for another stream, however the last one ended, and forgets all objects. */
  public void reset() {
    reader.reset();
    over = false;
    isStopped = false;
    isTorn = false;
  }

  /**
   * Gets ready for a stream that continues where the last one was cut off or ended, such as a watch
   * that is resumed from the resource version of the last event. What was remembered of the objects
   * is kept, so that their next events are read as cheaply as without the interruption, and say
   * what changed ({@link EndpointsEvent#changes()}). After an exception from {@link #feed}, or
   * after {@link Action#STOP}, this is the same as {@link #reset()}.
   */
  public void resume() {
    if (isTorn || isStopped) {
      reset();
      return;
    }
    reader.resume();
    over = false;
  }

  /** Whether the handler stopped this stream. */
  public boolean isStopped() {
    return isStopped;
  }

  /**
   * Resets the parser and reads a whole stream, from its first byte to its end, or until the
   * handler stops.
   */
  public void parse(byte[] bytes) {
    reset();
    feed(bytes, 0, bytes.length);
    if (!isStopped) {
      endOfInput();
    }
  }

  /**
   * Resets the parser and reads a whole stream, from its first byte to its end, or until the
   * handler stops; does not close the stream.
   *
   * @throws IOException when reading from the stream fails
   */
  public void parse(InputStream in) throws IOException {
    reset();
    byte[] buffer = new byte[EventStream.BUFFER_BYTES];
    while (!isStopped) {
      int length = in.read(buffer);
      if (length < 0) {
        endOfInput();
        return;
      }
      feed(buffer, 0, length);
    }
  }

  /**
   * Resets the parser and reads a file to its end, or until the handler stops.
   *
   * @throws IOException when the file cannot be read
   */
  public void parse(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      parse(in);
    }
  }

  private void handOut() {
    over = true;
    for (StreamEvent event = reader.next(); event != null; event = reader.next()) {
      if (handler.onEvent(event) == Action.STOP) {
        isStopped = true;
        return;
      }
    }
    over = false;
  }

  private void requireOpen() {
    if (over) {
      throw new IllegalStateException(
          "this stream is over, well, with an exception or because its handler stopped it; reset()"
              + " makes the parser ready for another");
    }
  }
}
