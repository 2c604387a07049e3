package dev.watchstream.parser;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * What to read and how much of it to accept. Immutable. Start from {@link #defaults()}: the
 * constructor gets a parameter with each new option.
 *
 * @param readPorts whether {@link Subset#ports()} are read; if not, they are skipped
 * @param readZoneHints whether {@link Subset#zoneHints()} are read; if not, they are skipped. If
 *     so, {@link Reader#PLAIN} reads the stream, whatever {@code reader} says.
 * @param skipOtherKinds whether objects of other kinds (Pods in a {@code kind: List}, say) are
 *     skipped; if not, they cause an {@link UnexpectedDataException}
 * @param maxEventBytes the maximum size, in bytes, of one event, of one item of a list, or of what
 *     a list holds around its items. At least 2.
 * @param maxNameLength the maximum length of a JSON member name, in chars. At least 1.
 * @param maxNestingDepth the maximum nesting depth of objects and arrays. At least 1.
 * @param reader how events are read
 * @param maxRecalledBytes the most memory, in bytes and roughly, in which the accelerated reader
 *     remembers objects between their events and how objects are laid out. At most a quarter of it
 *     is for one object, and a quarter, but at least 256 KiB, for layouts. At least 0. When it is
 *     full, the objects that were not seen for the longest time are forgotten: their next event
 *     costs more, and its {@link EndpointsEvent#changes()} are not known.
 * @param selfCheckEvery the accelerated reader reads one event in this many a second time, with the
 *     plain reader. If the two differ, it hands out the plain reader's event, reads the rest of the
 *     stream with the plain reader, and counts the failure in {@link
 *     ReaderStatistics#selfCheckFailures()}. 0 for never.
 */
public record ParserOptions(
    boolean readPorts,
    boolean readZoneHints,
    boolean skipOtherKinds,
    int maxEventBytes,
    int maxNameLength,
    int maxNestingDepth,
    Reader reader,
    long maxRecalledBytes,
    int selfCheckEvery) {

  /** 8 MiB: several times what a Kubernetes API server accepts for one object. */
  public static final int DEFAULT_MAX_EVENT_BYTES = 8 << 20;

  /**
   * 1 Ki chars. The longest names that a server writes, those of annotations and the keys of {@code
   * managedFields}, have some 300. Jackson keeps up to some 50,000 names of a stream, so this
   * bounds memory, too.
   */
  public static final int DEFAULT_MAX_NAME_LENGTH = 1 << 10;

  /** 500 levels. Endpoints need a dozen; {@code managedFields} may hold more. */
  public static final int DEFAULT_MAX_NESTING_DEPTH = 500;

  /** 64 MiB: some 70,000 addresses. */
  public static final long DEFAULT_MAX_RECALLED_BYTES = 64L << 20;

  /** How events are read; they are the same either way. */
  public enum Reader {
    /** Every byte goes through Jackson, and nothing is remembered between events. */
    PLAIN,
    /**
     * Bytes that equal what Jackson has accepted before are not parsed again. An address that did
     * not change between two events of an object is the same instance, and costs nothing.
     */
    ACCELERATED
  }

  private static final ParserOptions DEFAULTS =
      new ParserOptions(
          false,
          false,
          false,
          DEFAULT_MAX_EVENT_BYTES,
          DEFAULT_MAX_NAME_LENGTH,
          DEFAULT_MAX_NESTING_DEPTH,
          Reader.ACCELERATED,
          DEFAULT_MAX_RECALLED_BYTES,
          0);

  /**
   * Options of these values.
   *
   * @throws IllegalArgumentException if one of them is below its least value
   */
  public ParserOptions {
    requireAtLeast(2, maxEventBytes, "maxEventBytes");
    requireAtLeast(1, maxNameLength, "maxNameLength");
    requireAtLeast(1, maxNestingDepth, "maxNestingDepth");
    Objects.requireNonNull(reader, "reader");
    requireAtLeast(0, maxRecalledBytes, "maxRecalledBytes");
    requireAtLeast(0, selfCheckEvery, "selfCheckEvery");
  }

  private static void requireAtLeast(long least, long value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
  }

  /** Addresses only, other kinds refused, the default limits. */
  public static ParserOptions defaults() {
    return DEFAULTS;
  }

  /** These options with {@link #readPorts()} changed. */
  public ParserOptions withReadPorts(boolean newReadPorts) {
    return with(v -> v.readPorts = newReadPorts);
  }

  /** These options with {@link #readZoneHints()} changed. */
  public ParserOptions withReadZoneHints(boolean newReadZoneHints) {
    return with(v -> v.readZoneHints = newReadZoneHints);
  }

  /** These options with {@link #skipOtherKinds()} changed. */
  public ParserOptions withSkipOtherKinds(boolean newSkipOtherKinds) {
    return with(v -> v.skipOtherKinds = newSkipOtherKinds);
  }

  /**
   * These options with {@link #maxEventBytes()} changed.
   *
   * @throws IllegalArgumentException if it is below its least value
   */
  public ParserOptions withMaxEventBytes(int newMaxEventBytes) {
    return with(v -> v.maxEventBytes = newMaxEventBytes);
  }

  /**
   * These options with {@link #maxNameLength()} changed.
   *
   * @throws IllegalArgumentException if it is below its least value
   */
  public ParserOptions withMaxNameLength(int newMaxNameLength) {
    return with(v -> v.maxNameLength = newMaxNameLength);
  }

  /**
   * These options with {@link #maxNestingDepth()} changed.
   *
   * @throws IllegalArgumentException if it is below its least value
   */
  public ParserOptions withMaxNestingDepth(int newMaxNestingDepth) {
    return with(v -> v.maxNestingDepth = newMaxNestingDepth);
  }

  /** These options with {@link #reader()} changed. */
  public ParserOptions withReader(Reader newReader) {
    return with(v -> v.reader = newReader);
  }

  /**
   * These options with {@link #maxRecalledBytes()} changed.
   *
   * @throws IllegalArgumentException if it is below 0
   */
  public ParserOptions withMaxRecalledBytes(long newMaxRecalledBytes) {
    return with(v -> v.maxRecalledBytes = newMaxRecalledBytes);
  }

  /**
   * These options with {@link #selfCheckEvery()} changed.
   *
   * @throws IllegalArgumentException if it is below 0
   */
  public ParserOptions withSelfCheckEvery(int newSelfCheckEvery) {
    return with(v -> v.selfCheckEvery = newSelfCheckEvery);
  }

  private ParserOptions with(Consumer<Values> change) {
    Values values = new Values(this);
    change.accept(values);
    return values.options();
  }

  /** The values, for one of them to be changed. */
  private static final class Values {
    boolean readPorts;
    boolean readZoneHints;
    boolean skipOtherKinds;
    int maxEventBytes;
    int maxNameLength;
    int maxNestingDepth;
    Reader reader;
    long maxRecalledBytes;
    int selfCheckEvery;

    Values(ParserOptions from) {
      readPorts = from.readPorts;
      readZoneHints = from.readZoneHints;
      skipOtherKinds = from.skipOtherKinds;
      maxEventBytes = from.maxEventBytes;
      maxNameLength = from.maxNameLength;
      maxNestingDepth = from.maxNestingDepth;
      reader = from.reader;
      maxRecalledBytes = from.maxRecalledBytes;
      selfCheckEvery = from.selfCheckEvery;
    }

    ParserOptions options() {
      return new ParserOptions(
          readPorts,
          readZoneHints,
          skipOtherKinds,
          maxEventBytes,
          maxNameLength,
          maxNestingDepth,
          reader,
          maxRecalledBytes,
          selfCheckEvery);
    }
  }
}
