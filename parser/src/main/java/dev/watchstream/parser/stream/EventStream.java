package dev.watchstream.parser.stream;

import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.WatchStreamException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Pulls the events of a stream, one at a time.
 *
 * <pre>{@code
 * try (EventStream events = EventStream.open(in)) {
 *   for (StreamEvent event = events.next(); event != null; event = events.next()) { ... }
 * }
 * }</pre>
 *
 * <p>Not thread-safe. Reads from the source only when an event needs it, up to 64 KiB at a time. If
 * bytes are pushed to you, use {@link EndpointsParser}.
 */
public final class EventStream extends Progress implements Closeable {

  /** Large enough for a chunk of most streams, small enough for the cache. */
  static final int BUFFER_BYTES = 64 << 10;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private boolean ended;
  private boolean broken;

  private EventStream(InputStream in, ParserOptions options) {
    super(options);
    this.in = in;
  }

  /** The events of {@code in}, which {@link #close()} closes. */
  public static EventStream open(InputStream in) {
    return open(in, ParserOptions.defaults());
  }

  /** The events of {@code in}, which {@link #close()} closes. */
  public static EventStream open(InputStream in, ParserOptions options) {
    return new EventStream(in, options);
  }

  /** The events of a channel in blocking mode, which {@link #close()} closes. */
  public static EventStream open(ReadableByteChannel channel) {
    return open(channel, ParserOptions.defaults());
  }

  /** The events of a channel in blocking mode, which {@link #close()} closes. */
  public static EventStream open(ReadableByteChannel channel, ParserOptions options) {
    return new EventStream(Channels.newInputStream(channel), options);
  }

  /**
   * The events of a file.
   *
   * @throws IOException when it cannot be opened
   */
  public static EventStream open(Path file) throws IOException {
    return open(file, ParserOptions.defaults());
  }

  /**
   * The events of a file.
   *
   * @throws IOException when it cannot be opened
   */
  public static EventStream open(Path file, ParserOptions options) throws IOException {
    return new EventStream(Files.newInputStream(file), options);
  }

  /**
   * The next event, or null after the last one. Blocks while the source does. The event is valid
   * until the next call; see {@link StreamEvent} for what may be kept.
   *
   * @throws WatchStreamException when the stream cannot be read any further; all events before were
   *     returned
   * @throws IOException when reading from the source fails
   * @throws IllegalStateException after an exception
   */
  public @Nullable StreamEvent next() throws IOException {
    if (broken) {
      throw new IllegalStateException("this stream ended with an exception");
    }
    broken = true;
    StreamEvent event = reader.next();
    while (event == null && !ended) {
      int length = in.read(buffer);
      if (length < 0) {
        ended = true;
        reader.endOfInput();
      } else {
        reader.feed(buffer, 0, length);
      }
      event = reader.next();
    }
    broken = false;
    return event;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
