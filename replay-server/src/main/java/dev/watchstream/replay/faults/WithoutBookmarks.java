package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ForwardingBody;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A body without some of its bookmarks, wherever its chunks are split. A line is held back as long
 * as it may still be a bookmark.
 */
final class WithoutBookmarks extends ForwardingBody {
  private static final byte[] BEGIN = "{\"type\":\"BOOKMARK\"".getBytes(StandardCharsets.US_ASCII);

  /** A longer line is no bookmark, since those contain no object. */
  private static final int MAX_BOOKMARK_BYTES = 64 << 10;

  private final Predicate<String> missing;

  /** The bytes so far of a line that may be a bookmark. */
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();

  /** Whether the current line is known not to be a bookmark. */
  private boolean isOther;

  private @Nullable Frame next;

  /** {@code missing} decides for each bookmark, a line of JSON. */
  WithoutBookmarks(WatchBody inner, Predicate<String> missing) {
    super(inner);
    this.missing = missing;
  }

  @Override
  public Frame next() {
    while (true) {
      Frame frame = next == null ? inner.next() : next;
      next = null;
      if (frame instanceof Frame.Chunk chunk) {
        ByteBuffer left = without(chunk.bytes());
        if (left.hasRemaining()) {
          return new Frame.Chunk(chunk.atNanos(), left, chunk.whole());
        }
      } else if (frame instanceof Frame.End && held.size() > 0) {
        // The body ends inside a line that may have become a bookmark: it is sent as it is.
        next = frame;
        return new Frame.Chunk(frame.atNanos(), release());
      } else {
        return frame;
      }
    }
  }

  private ByteBuffer without(ByteBuffer chunk) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(chunk.remaining());
    for (int i = chunk.position(); i < chunk.limit(); i++) {
      byte b = chunk.get(i);
      (isOther ? kept : held).write(b);
      if (b == '\n') {
        endOfLine(kept);
      } else if (!isOther && !mayBeBookmark(b)) {
        isOther = true;
        kept.writeBytes(held.toByteArray());
        held.reset();
      }
    }
    return ByteBuffer.wrap(kept.toByteArray()).asReadOnlyBuffer();
  }

  private boolean mayBeBookmark(byte last) {
    int length = held.size();
    return length <= BEGIN.length ? BEGIN[length - 1] == last : length <= MAX_BOOKMARK_BYTES;
  }

  private void endOfLine(ByteArrayOutputStream kept) {
    boolean isBookmark = held.size() > BEGIN.length;
    if (!isBookmark || !missing.test(held.toString(StandardCharsets.UTF_8))) {
      kept.writeBytes(held.toByteArray());
    }
    held.reset();
    isOther = false;
  }

  private ByteBuffer release() {
    ByteBuffer bytes = ByteBuffer.wrap(held.toByteArray()).asReadOnlyBuffer();
    held.reset();
    return bytes;
  }
}
