package dev.watchstream.client.wire;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Watches the bytes of an HTTP/1.1 connection, and notes where the chunks of a body end. OkHttp
 * removes the chunked framing and returns pieces of at most 8 KiB, which never cross a chunk's end
 * but do not show it.
 *
 * <p>Only follows the framing (RFC 9112); OkHttp reports its errors. The thread that reads the body
 * also reads the connection, so this is for one thread.
 */
public final class ChunkTap {

  /** A connection that has a tap. */
  public interface Tapped {
    ChunkTap tap();
  }

  /** Attaches the tap of a response's connection to the response, as a tag of its request. */
  public static final class Tag {
    private @Nullable ChunkTap tap;

    /** Sets the tap of the connection that a request uses. */
    public static void put(Request request, ChunkTap tap) {
      Tag tag = request.tag(Tag.class);
      if (tag != null) {
        tag.tap = tap;
      }
    }
  }

  private enum State {
    HEAD,
    CHUNK_SIZE,
    CHUNK,
    AFTER_CHUNK,
    TRAILER,
    FIXED,
    TO_THE_END
  }

  private static final int MAX_LINE_CHARS = 64 << 10;

  private final StringBuilder line = new StringBuilder();
  private final Queue<Long> ends = new ArrayDeque<>();
  private State state = State.HEAD;
  private boolean isChunked;
  private boolean isFirstLine = true;
  private boolean isInterim;
  private long left;

  /** Where the current chunk ends in its body. */
  private long end;

  /** The tap on a response's connection, or null where there is none or the body is not chunked. */
  static @Nullable ChunkTap of(Response response) {
    Tag tag = response.request().tag(Tag.class);
    ChunkTap tap = tag == null ? null : tag.tap;
    return tap != null && tap.isChunked ? tap : null;
  }

  /** Whether a chunk ends at this place of the body. To be asked for growing positions. */
  boolean isEndOfChunk(long position) {
    Long next = ends.peek();
    while (next != null && next < position) {
      ends.remove();
      next = ends.peek();
    }
    return next != null && next == position;
  }

  /** Sees bytes before the connection's reader gets them. */
  void listen(byte[] bytes, int offset, int length) {
    int position = offset;
    int stop = offset + length;
    while (position < stop) {
      switch (state) {
        case CHUNK, FIXED -> {
          int step = (int) Math.min(left, stop - position);
          left -= step;
          position += step;
          if (left == 0) {
            state = state == State.CHUNK ? State.AFTER_CHUNK : State.HEAD;
          }
        }
        case TO_THE_END -> position = stop;
        case HEAD, CHUNK_SIZE, AFTER_CHUNK, TRAILER -> {
          byte b = bytes[position++];
          if (b == '\n') {
            String text = line.toString().strip();
            line.setLength(0);
            onLine(text);
          } else if (line.length() < MAX_LINE_CHARS) {
            line.append((char) (b & 0xff));
          }
        }
      }
    }
  }

  private void onLine(String text) {
    switch (state) {
      case HEAD -> onHeadLine(text);
      case CHUNK_SIZE -> onChunkSize(text);
      case AFTER_CHUNK -> state = State.CHUNK_SIZE;
      case TRAILER -> {
        if (text.isEmpty()) {
          state = State.HEAD;
        }
      }
      case CHUNK, FIXED, TO_THE_END -> throw new IllegalStateException();
    }
  }

  private void onHeadLine(String text) {
    if (isFirstLine) {
      isFirstLine = false;
      isInterim = text.matches("HTTP/1\\.[01] 1\\d\\d.*");
      isChunked = false;
      left = -1;
      end = 0;
      ends.clear();
      return;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("transfer-encoding:") && lower.endsWith("chunked")) {
      isChunked = true;
    } else if (lower.matches("content-length:\\s*\\d{1,18}")) {
      left = Long.parseLong(lower.substring(lower.indexOf(':') + 1).strip());
    } else if (text.isEmpty()) {
      isFirstLine = true;
      if (isChunked) {
        state = State.CHUNK_SIZE;
      } else if (left > 0) {
        state = State.FIXED;
      } else if (left < 0 && !isInterim) {
        state = State.TO_THE_END;
      }
    }
  }

  private void onChunkSize(String text) {
    String size = text.split("[;\\s]", 2)[0];
    // OkHttp refuses anything that is no size.
    left = size.matches("[0-9a-fA-F]{1,15}") ? Long.parseLong(size, 16) : 0;
    if (left == 0) {
      state = State.TRAILER;
    } else {
      end += left;
      ends.add(end);
      state = State.CHUNK;
    }
  }
}
