package dev.watchstream.parser.jackson;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Items of a list that cannot be handed out yet: nothing in them tells their kind, and the list
 * says its own after them, as when a tool sorted the keys. A later item that has addresses tells,
 * or else the list's end.
 */
final class HeldItems {

  /** What an item takes in memory besides its text, in bytes; so that many small ones count. */
  private static final int OVERHEAD_BYTES = 1024;

  /** A complete object and its place in the stream; the list itself, when it is its end's turn. */
  record Held(ObjectDraft object, String path, long start, long end) {}

  private final Deque<Held> items = new ArrayDeque<>();
  private long bytes;

  /** Whether their kind is known by now. */
  private boolean areDue;

  void clear() {
    items.clear();
    bytes = 0;
    areDue = false;
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  void add(Held item) {
    items.add(item);
    bytes += item.end - item.start + OVERHEAD_BYTES;
  }

  /** The memory that they take, in bytes, roughly. */
  long bytes() {
    return bytes;
  }

  void becomeDue() {
    areDue = true;
  }

  /** The next one whose turn it is. */
  @Nullable Held pollDue() {
    if (!areDue) {
      return null;
    }
    Held next = items.poll();
    if (next == null) {
      clear();
    }
    return next;
  }
}
