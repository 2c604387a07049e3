package dev.watchstream.parser.jackson;

import dev.watchstream.parser.ReaderStatistics;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.WatchStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Reads events from bytes that arrive in chunks. For every input, every chunking and every limit,
 * all implementations give the same events, and the same error at the same event.
 *
 * <p>Not thread-safe. After an exception only {@link #reset()} may be called.
 */
public abstract class EventReader {

  /** Where the last event lies, in bytes from the stream's start; the end is exclusive. */
  protected long eventStart;

  protected long eventEnd;

  /**
   * Hands over input. The bytes must not change until {@link #next()} has returned null, and are
   * not looked at after that.
   */
  public abstract void feed(byte[] bytes, int offset, int length);

  /** No more input will come. */
  public abstract void endOfInput();

  /**
   * The next event; null when that needs more input, or when the input has ended and all is read.
   *
   * @throws WatchStreamException when the stream cannot be read any further
   */
  public abstract @Nullable StreamEvent next();

  /** Gets ready for another stream. */
  public abstract void reset();

  /**
   * Gets ready for a stream that continues where the last one was cut off or ended: what was
   * remembered of its objects is kept. To be called only when everything that was fed has been
   * read, not after an exception half-way.
   */
  public void resume() {
    reset();
  }

  /** How many events were handed out. */
  public abstract long eventCount();

  /** Where the last event begins, in bytes from the stream's start. */
  public final long eventStart() {
    return eventStart;
  }

  /** Where the last event ends, exclusive, in bytes from the stream's start. */
  public final long eventEnd() {
    return eventEnd;
  }

  /** What was done so far. */
  public abstract ReaderStatistics statistics();
}
