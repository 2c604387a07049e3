package dev.watchstream.parser;

import java.util.Objects;

/** What to read and how much of it to accept. Immutable; start from {@link #defaults()}. */
public final class ParserOptions {

  /** 8 MiB: several times what a Kubernetes API server accepts for one object. */
  public static final int DEFAULT_MAX_EVENT_BYTES = 8 << 20;

  /**
   * 1 Ki chars. The longest names that a server writes are annotations' and the keys of {@code
   * managedFields}, of some 300. Jackson keeps up to some ten thousand names of a stream, so this
   * bounds memory, too.
   */
  public static final int DEFAULT_MAX_NAME_LENGTH = 1 << 10;

  /** 500 levels. Endpoints need a dozen; {@code managedFields} may hold more. */
  public static final int DEFAULT_MAX_NESTING_DEPTH = 500;

  /** 64 MiB: some 70,000 addresses. */
  public static final long DEFAULT_MAX_RECALLED_BYTES = 64L << 20;

  /** How events are read. What they are does not hang on it. */
  public enum Reader {
    /** Every byte goes through Jackson, and nothing is remembered between events. */
    PLAIN,
    /**
     * Bytes that Jackson has accepted before are compared instead of read again. An address that
     * did not change between two events of an object is the same instance, and costs nothing.
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

  private final boolean readPorts;
  private final boolean readZoneHints;
  private final boolean skipOtherKinds;
  private final int maxEventBytes;
  private final int maxNameLength;
  private final int maxNestingDepth;
  private final Reader reader;
  private final long maxRecalledBytes;
  private final int selfCheckEvery;

  private ParserOptions(
      boolean readPorts,
      boolean readZoneHints,
      boolean skipOtherKinds,
      int maxEventBytes,
      int maxNameLength,
      int maxNestingDepth,
      Reader reader,
      long maxRecalledBytes,
      int selfCheckEvery) {
    this.readPorts = readPorts;
    this.readZoneHints = readZoneHints;
    this.skipOtherKinds = skipOtherKinds;
    this.maxEventBytes = atLeast(2, maxEventBytes, "maxEventBytes");
    this.maxNameLength = atLeast(1, maxNameLength, "maxNameLength");
    this.maxNestingDepth = atLeast(1, maxNestingDepth, "maxNestingDepth");
    this.reader = Objects.requireNonNull(reader, "reader");
    this.maxRecalledBytes = atLeast(0, maxRecalledBytes, "maxRecalledBytes");
    this.selfCheckEvery = atLeast(0, selfCheckEvery, "selfCheckEvery");
  }

  /** Addresses only, other kinds refused, the default limits. */
  public static ParserOptions defaults() {
    return DEFAULTS;
  }

  /** Whether {@link Subset#ports()} are read; off, they are skipped. */
  public boolean readPorts() {
    return readPorts;
  }

  /**
   * Whether {@link Subset#zoneHints()} are read; off, they are skipped. On, the stream is read by
   * {@link Reader#PLAIN}, whatever {@link #reader()} says.
   */
  public boolean readZoneHints() {
    return readZoneHints;
  }

  /**
   * Whether objects of other kinds (Pods in a {@code kind: List}, say) are passed over; off, they
   * are an {@link UnexpectedDataException}.
   */
  public boolean skipOtherKinds() {
    return skipOtherKinds;
  }

  /**
   * The most bytes of one event, of one item of a list, or of what a list holds between its items.
   * At least 2.
   */
  public int maxEventBytes() {
    return maxEventBytes;
  }

  /** The most chars of one JSON member name. At least 1. */
  public int maxNameLength() {
    return maxNameLength;
  }

  /** The most objects and arrays inside one another. At least 1. */
  public int maxNestingDepth() {
    return maxNestingDepth;
  }

  /** How events are read. */
  public Reader reader() {
    return reader;
  }

  /**
   * The most memory that the accelerated reader keeps of objects between their events and of how
   * they are laid out, in bytes, roughly; a quarter of it for one object, a quarter (but at least
   * 256 KiB) for layouts. 0 and up. Beyond it those that were not seen for the longest time are
   * forgotten: their next event costs more, and its {@link EndpointsEvent#changes()} are not known.
   */
  public long maxRecalledBytes() {
    return maxRecalledBytes;
  }

  /**
   * The accelerated reader reads one event in so many a second time, plainly, and takes the plain
   * one if they differ; from then on it reads the stream plainly, and {@link
   * ReaderStatistics#selfCheckFailures()} says so. 0 for never.
   */
  public int selfCheckEvery() {
    return selfCheckEvery;
  }

  /** These options with {@link #readPorts()} changed. */
  public ParserOptions withReadPorts(boolean newReadPorts) {
    return new ParserOptions(
        newReadPorts,
        readZoneHints,
        skipOtherKinds,
        maxEventBytes,
        maxNameLength,
        maxNestingDepth,
        reader,
        maxRecalledBytes,
        selfCheckEvery);
  }

  /** These options with {@link #readZoneHints()} changed. */
  public ParserOptions withReadZoneHints(boolean newReadZoneHints) {
    return new ParserOptions(
        readPorts,
        newReadZoneHints,
        skipOtherKinds,
        maxEventBytes,
        maxNameLength,
        maxNestingDepth,
        reader,
        maxRecalledBytes,
        selfCheckEvery);
  }

  /** These options with {@link #skipOtherKinds()} changed. */
  public ParserOptions withSkipOtherKinds(boolean newSkipOtherKinds) {
    return new ParserOptions(
        readPorts,
        readZoneHints,
        newSkipOtherKinds,
        maxEventBytes,
        maxNameLength,
        maxNestingDepth,
        reader,
        maxRecalledBytes,
        selfCheckEvery);
  }

  /**
   * These options with {@link #maxEventBytes()} changed.
   *
   * @throws IllegalArgumentException if it is below its least value
   */
  public ParserOptions withMaxEventBytes(int newMaxEventBytes) {
    return new ParserOptions(
        readPorts,
        readZoneHints,
        skipOtherKinds,
        newMaxEventBytes,
        maxNameLength,
        maxNestingDepth,
        reader,
        maxRecalledBytes,
        selfCheckEvery);
  }

  /**
   * These options with {@link #maxNameLength()} changed.
   *
   * @throws IllegalArgumentException if it is below its least value
   */
  public ParserOptions withMaxNameLength(int newMaxNameLength) {
    return new ParserOptions(
        readPorts,
        readZoneHints,
        skipOtherKinds,
        maxEventBytes,
        newMaxNameLength,
        maxNestingDepth,
        reader,
        maxRecalledBytes,
        selfCheckEvery);
  }

  /**
   * These options with {@link #maxNestingDepth()} changed.
   *
   * @throws IllegalArgumentException if it is below its least value
   */
  public ParserOptions withMaxNestingDepth(int newMaxNestingDepth) {
    return new ParserOptions(
        readPorts,
        readZoneHints,
        skipOtherKinds,
        maxEventBytes,
        maxNameLength,
        newMaxNestingDepth,
        reader,
        maxRecalledBytes,
        selfCheckEvery);
  }

  /** These options with {@link #reader()} changed. */
  public ParserOptions withReader(Reader newReader) {
    return new ParserOptions(
        readPorts,
        readZoneHints,
        skipOtherKinds,
        maxEventBytes,
        maxNameLength,
        maxNestingDepth,
        newReader,
        maxRecalledBytes,
        selfCheckEvery);
  }

  /**
   * These options with {@link #maxRecalledBytes()} changed.
   *
   * @throws IllegalArgumentException if it is below 0
   */
  public ParserOptions withMaxRecalledBytes(long newMaxRecalledBytes) {
    return new ParserOptions(
        readPorts,
        readZoneHints,
        skipOtherKinds,
        maxEventBytes,
        maxNameLength,
        maxNestingDepth,
        reader,
        newMaxRecalledBytes,
        selfCheckEvery);
  }

  /**
   * These options with {@link #selfCheckEvery()} changed.
   *
   * @throws IllegalArgumentException if it is below 0
   */
  public ParserOptions withSelfCheckEvery(int newSelfCheckEvery) {
    return new ParserOptions(
        readPorts,
        readZoneHints,
        skipOtherKinds,
        maxEventBytes,
        maxNameLength,
        maxNestingDepth,
        reader,
        maxRecalledBytes,
        newSelfCheckEvery);
  }

  @Override
  public String toString() {
    return "readPorts="
        + readPorts
        + " readZoneHints="
        + readZoneHints
        + " skipOtherKinds="
        + skipOtherKinds
        + " maxEventBytes="
        + maxEventBytes
        + " maxNameLength="
        + maxNameLength
        + " maxNestingDepth="
        + maxNestingDepth
        + " reader="
        + reader
        + " maxRecalledBytes="
        + maxRecalledBytes
        + " selfCheckEvery="
        + selfCheckEvery;
  }

  private static long atLeast(long least, long value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
    return value;
  }

  private static int atLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
    return value;
  }
}
