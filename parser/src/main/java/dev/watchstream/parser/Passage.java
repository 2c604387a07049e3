package dev.watchstream.parser;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What stands in an event between its runs of addresses: from the event's start, or from behind a
 * run's last address, to the next run's first address, or to the event's end.
 *
 * <p>Passages are learned from different events and follow one another in new ones. No member may
 * be missed or come twice that way, so only those are learned that keep to the order in which
 * servers write: type before object, metadata before addresses, addresses before not-ready ones
 * before ports; then each passage fits behind any that leads to where it begins.
 */
final class Passage {

  /** A list of addresses that is not empty. */
  enum Run {
    /** Of a subset. */
    ADDRESSES,
    /** Of a subset. */
    NOT_READY_ADDRESSES,
    /** Of a slice. */
    ENDPOINTS
  }

  /** What is around an object. */
  enum Form {
    WATCH_EVENT,
    BARE,
    ITEM
  }

  final Shape shape;
  final Form form;

  /** The run that it stands behind; null for the event's start. */
  final @Nullable Run after;

  /** What of the object it says; null but for the first one of an event. */
  final @Nullable Opening opening;

  /** The run it leads to; null for the event's end. */
  final @Nullable Run next;

  /** What stands between two elements of that run; a comma, most often. */
  final byte[] separator;

  /**
   * The ports, if they are read: of the subset that it begins in, and of each subset that it
   * begins.
   */
  private final Port[][] ports;

  Passage(
      Shape shape,
      Form form,
      @Nullable Run after,
      @Nullable Opening opening,
      @Nullable Run next,
      byte[] separator,
      Port[][] ports) {
    this.shape = shape;
    this.form = form;
    this.after = after;
    this.opening = opening;
    this.next = next;
    this.separator = separator;
    this.ports = ports;
  }

  void addSubsetsTo(SubsetsBuffer subsets) {
    for (int i = 0; i < ports.length; i++) {
      if (i > 0) {
        subsets.beginSubset();
      }
      for (Port port : ports[i]) {
        subsets.add(port);
      }
    }
  }

  /** The first passage of another object, which was found and is at these bytes now. */
  Passage of(byte[] in, int from, int to, Shape.Found found) {
    return new Passage(shape.of(in, from, to, found), form, after, opening, next, separator, ports);
  }

  /**
   * What the first passage of an event says of the object, and the holes of what else it says;
   * {@link Shape#NO_HOLE} for what it does not say.
   */
  record Opening(
      EventType type,
      boolean isSlice,
      int namespace,
      int name,
      int uid,
      int resourceVersion,
      int serviceName) {}

  /**
   * What a hole says; null for nothing, and for the empty string.
   *
   * @param pool where to look for it first; null for nowhere
   */
  @Nullable String text(int hole, byte[] in, Shape.Found found, @Nullable StringPool pool) {
    if (hole == Shape.NO_HOLE) {
      return null;
    }
    int other = found.find(hole);
    byte[] bytes = other < 0 ? shape.bytes : in;
    int from = other < 0 ? shape.start(hole) : found.start(other);
    int length = (other < 0 ? shape.end(hole) : found.end(other)) - from;
    if (length == 0) {
      return null;
    }
    return pool == null
        ? new String(bytes, from, length, StandardCharsets.UTF_8)
        : pool.get(bytes, from, length);
  }

  /** Puts what a hole says into a text, without making a String yet. */
  void copyText(int hole, byte[] in, Shape.Found found, LazyText target) {
    if (hole == Shape.NO_HOLE) {
      target.clear();
      return;
    }
    int other = found.find(hole);
    if (other < 0) {
      target.set(shape.bytes, shape.start(hole), shape.end(hole) - shape.start(hole));
    } else {
      target.set(in, found.start(other), found.end(other) - found.start(other));
    }
  }

  /** Whether a hole says this, without making a String; of what is no ASCII it is not known. */
  boolean says(@Nullable String text, int hole, byte[] in, Shape.Found found) {
    if (hole == Shape.NO_HOLE) {
      return text == null;
    }
    int other = found.find(hole);
    byte[] bytes = other < 0 ? shape.bytes : in;
    int from = other < 0 ? shape.start(hole) : found.start(other);
    int length = (other < 0 ? shape.end(hole) : found.end(other)) - from;
    if (text == null || text.length() != length) {
      return text == null && length == 0;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** A hash of what a hole says, which for ASCII is that of {@link Memory#hash}. */
  int hash(int hole, byte[] in, Shape.Found found) {
    int hash = 0;
    if (hole != Shape.NO_HOLE) {
      int other = found.find(hole);
      byte[] bytes = other < 0 ? shape.bytes : in;
      int from = other < 0 ? shape.start(hole) : found.start(other);
      int to = other < 0 ? shape.end(hole) : found.end(other);
      for (int i = from; i < to; i++) {
        hash = 31 * hash + bytes[i];
      }
    }
    return hash;
  }
}
