package dev.watchstream.parser.jackson;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Items of a list that cannot be handed out yet: nothing in them tells their kind, and the list
 * names its own only after them, as when a tool sorted the keys. The kind is known once a later
 * item has addresses, or else at the list's end.
 */
final class HeldItems {

  /** The memory that an item takes besides its text, in bytes: many small items must count, too. */
  private static final int OVERHEAD_BYTES = 1024;

  /**
   * A complete object and its place in the stream; the last one is the list itself, for its end.
   */
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
