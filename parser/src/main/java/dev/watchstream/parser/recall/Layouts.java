package dev.watchstream.parser.recall;

import dev.watchstream.parser.ParserOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * The layouts learned from what Jackson has accepted, by their place in the grammar. Bounded in
 * bytes.
 */
final class Layouts {

  /** Enough for a few layouts of usual size, whatever the limit. */
  private static final long LEAST_BYTES = 256 << 10;

  private final int maxNameLength;
  private final long maxBytes;

  /** How events begin. */
  final LayoutTrie<Segment> events;

  /** How items of a list begin. */
  final LayoutTrie<Segment> items;

  /** What follows a list of addresses, by {@link Segment#state}. */
  private final List<LayoutTrie<Segment>> behind = new ArrayList<>();

  private final LayoutTrie<Element> addresses;
  private final LayoutTrie<Element> endpoints;

  Layouts(ParserOptions options) {
    maxNameLength = options.maxNameLength();
    maxBytes = Math.max(LEAST_BYTES, partOf(options.maxRecalledBytes()));
    events = new LayoutTrie<>(maxNameLength, true);
    items = new LayoutTrie<>(maxNameLength, true);
    addresses = newElements();
    endpoints = newElements();
  }

  /** How much of all remembered bytes is for layouts. */
  static long partOf(long maxRecalledBytes) {
    return maxRecalledBytes / 4;
  }

  /** A trie for the elements of one event. */
  LayoutTrie<Element> newElements() {
    return new LayoutTrie<>(maxNameLength, false);
  }

  LayoutTrie<Segment> starts(boolean ofItems) {
    return ofItems ? items : events;
  }

  LayoutTrie<Segment> behind(int state) {
    while (behind.size() <= state) {
      behind.add(new LayoutTrie<>(maxNameLength, true));
    }
    return behind.get(state);
  }

  LayoutTrie<Element> elements(ListKind kind) {
    return kind == ListKind.ENDPOINTS ? endpoints : addresses;
  }

  /** Adds what Jackson has accepted. */
  <E extends PathEnd> void learn(LayoutTrie<E> trie, Path path, E end) {
    long size = path.bytes().length + end.size();
    if (size > maxBytes / 4) {
      return;
    }
    if (bytes() + size > maxBytes) {
      clear();
    }
    trie.add(path, end);
  }

  /**
   * The layouts of items depend on their list: what was learned from another list does not hold.
   */
  void forgetItems() {
    items.clear();
  }

  void clear() {
    events.clear();
    items.clear();
    addresses.clear();
    endpoints.clear();
    behind.forEach(LayoutTrie::clear);
  }

  private long bytes() {
    long bytes = events.bytes() + items.bytes() + addresses.bytes() + endpoints.bytes();
    for (LayoutTrie<Segment> trie : behind) {
      bytes += trie.bytes();
    }
    return bytes;
  }
}
