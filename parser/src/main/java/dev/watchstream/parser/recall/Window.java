package dev.watchstream.parser.recall;

/**
 * The bytes from the start of an event on, in one piece, whatever the chunks they arrived in: in
 * the caller's array while it holds them all, and otherwise in an array of our own.
 */
final class Window {

  private static final byte[] NOTHING = {};

  /** The least that is copied at once from the chunk in which an event continues. */
  private static final int STEP_BYTES = 4 << 10;

  // The bytes, from the event's start to the last one there is.

  byte[] bytes = NOTHING;
  int start;
  int end;

  /** How far behind the start the next byte to read is; readers advance it. */
  int at;

  /** Where {@link #start} is, in bytes from the stream's start. */
  long offset;

  // What the caller fed, and up to where it is in the window.

  private byte[] chunk = NOTHING;
  private int chunkFrom;
  private int position;
  private int chunkEnd;

  private byte[] own = NOTHING;

  void reset() {
    bytes = NOTHING;
    start = 0;
    end = 0;
    at = 0;
    offset = 0;
    forgetChunk();
  }

  void feed(byte[] newChunk, int from, int length) {
    chunk = newChunk;
    chunkFrom = from;
    position = from;
    chunkEnd = from + length;
    if (start == end) {
      lookAtChunk();
    }
  }

  int size() {
    return end - start;
  }

  /** Whether the bytes stay where they are until {@link #park}. */
  @SuppressWarnings("ReferenceEquality") // whose array it is
  boolean isCallersChunk() {
    return bytes == chunk;
  }

  /**
   * Extends the window, which may move its bytes to another place. False when there is no more
   * input.
   */
  boolean grow() {
    if (position == chunkEnd) {
      return false;
    }
    int size = size();
    int more = Math.min(chunkEnd - position, Math.max(STEP_BYTES, size));
    makeRoom(size + more);
    System.arraycopy(chunk, position, own, end, more);
    position += more;
    end += more;
    return true;
  }

  /** Drops what is before {@code index}. */
  void consume(int index) {
    int consumed = index - start;
    offset += consumed;
    at = Math.max(0, at - consumed);
    start = index;
    int left = end - start;
    if (bytes == own && left <= position - chunkFrom) {
      // What is left is all from this chunk: read it there again.
      position -= left;
      lookAtChunk();
    }
  }

  /** The caller may change the chunk: copies what is not consumed. */
  void park() {
    if (bytes != own) {
      makeRoom(size());
    }
    forgetChunk();
  }

  private void lookAtChunk() {
    bytes = chunk;
    start = position;
    end = chunkEnd;
    position = chunkEnd;
  }

  private void makeRoom(int capacity) {
    int size = size();
    byte[] target = own.length >= capacity ? own : new byte[Math.max(capacity, 2 * own.length)];
    if (bytes != own || start + capacity > own.length || target != own) {
      System.arraycopy(bytes, start, target, 0, size);
      start = 0;
      end = size;
    }
    own = target;
    bytes = own;
  }

  private void forgetChunk() {
    chunk = NOTHING;
    chunkFrom = 0;
    position = 0;
    chunkEnd = 0;
  }
}
