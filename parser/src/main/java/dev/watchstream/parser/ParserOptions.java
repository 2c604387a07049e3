package dev.watchstream.parser;

import java.util.Objects;
import java.util.function.Consumer;

/** What to read and how much of it to accept. Immutable; start from {@link #defaults()}. */
public final class ParserOptions {

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

  private static final ParserOptions DEFAULTS = new ParserOptions(new Values());

  /**
   * The values of the options, each with its default. Not changed once a ParserOptions has them.
   */
  private static final class Values {
    boolean readPorts;
    boolean readZoneHints;
    boolean skipOtherKinds;
    int maxEventBytes = DEFAULT_MAX_EVENT_BYTES;
    int maxNameLength = DEFAULT_MAX_NAME_LENGTH;
    int maxNestingDepth = DEFAULT_MAX_NESTING_DEPTH;
    Reader reader = Reader.ACCELERATED;
    long maxRecalledBytes = DEFAULT_MAX_RECALLED_BYTES;
    int selfCheckEvery;

    Values() {}

    Values(Values from) {
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
  }

  private final Values values;

  private ParserOptions(Values values) {
    this.values = values;
  }

  /** Addresses only, other kinds refused, the default limits. */
  public static ParserOptions defaults() {
    return DEFAULTS;
  }

  /** Whether {@link Subset#ports()} are read; if not, they are skipped. */
  public boolean readPorts() {
    return values.readPorts;
  }

  /**
   * Whether {@link Subset#zoneHints()} are read; if not, they are skipped. If so, {@link
   * Reader#PLAIN} reads the stream, whatever {@link #reader()} says.
   */
  public boolean readZoneHints() {
    return values.readZoneHints;
  }

  /**
   * Whether objects of other kinds (Pods in a {@code kind: List}, say) are skipped; if not, they
   * cause an {@link UnexpectedDataException}.
   */
  public boolean skipOtherKinds() {
    return values.skipOtherKinds;
  }

  /**
   * The maximum size, in bytes, of one event, of one item of a list, or of what a list holds around
   * its items. At least 2.
   */
  public int maxEventBytes() {
    return values.maxEventBytes;
  }

  /** The maximum length of a JSON member name, in chars. At least 1. */
  public int maxNameLength() {
    return values.maxNameLength;
  }

  /** The maximum nesting depth of objects and arrays. At least 1. */
  public int maxNestingDepth() {
    return values.maxNestingDepth;
  }

  /** How events are read. */
  public Reader reader() {
    return values.reader;
  }

  /**
   * The most memory, in bytes and roughly, in which the accelerated reader remembers objects
   * between their events and how objects are laid out. At most a quarter of it is for one object,
   * and a quarter, but at least 256 KiB, for layouts. At least 0. When it is full, the objects that
   * were not seen for the longest time are forgotten: their next event costs more, and its {@link
   * EndpointsEvent#changes()} are not known.
   */
  public long maxRecalledBytes() {
    return values.maxRecalledBytes;
  }

  /**
   * The accelerated reader reads one event in this many a second time, with the plain reader. If
   * the two differ, it hands out the plain reader's event, reads the rest of the stream with the
   * plain reader, and counts the failure in {@link ReaderStatistics#selfCheckFailures()}. 0 for
   * never.
   */
  public int selfCheckEvery() {
    return values.selfCheckEvery;
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
    return with(v -> v.maxEventBytes = (int) atLeast(2, newMaxEventBytes, "maxEventBytes"));
  }

  /**
   * These options with {@link #maxNameLength()} changed.
   *
   * @throws IllegalArgumentException if it is below its least value
   */
  public ParserOptions withMaxNameLength(int newMaxNameLength) {
    return with(v -> v.maxNameLength = (int) atLeast(1, newMaxNameLength, "maxNameLength"));
  }

  /**
   * These options with {@link #maxNestingDepth()} changed.
   *
   * @throws IllegalArgumentException if it is below its least value
   */
  public ParserOptions withMaxNestingDepth(int newMaxNestingDepth) {
    return with(v -> v.maxNestingDepth = (int) atLeast(1, newMaxNestingDepth, "maxNestingDepth"));
  }

  /** These options with {@link #reader()} changed. */
  public ParserOptions withReader(Reader newReader) {
    return with(v -> v.reader = Objects.requireNonNull(newReader, "reader"));
  }

  /**
   * These options with {@link #maxRecalledBytes()} changed.
   *
   * @throws IllegalArgumentException if it is below 0
   */
  public ParserOptions withMaxRecalledBytes(long newMaxRecalledBytes) {
    return with(v -> v.maxRecalledBytes = atLeast(0, newMaxRecalledBytes, "maxRecalledBytes"));
  }

  /**
   * These options with {@link #selfCheckEvery()} changed.
   *
   * @throws IllegalArgumentException if it is below 0
   */
  public ParserOptions withSelfCheckEvery(int newSelfCheckEvery) {
    return with(v -> v.selfCheckEvery = (int) atLeast(0, newSelfCheckEvery, "selfCheckEvery"));
  }

  private ParserOptions with(Consumer<Values> change) {
    Values changed = new Values(values);
    change.accept(changed);
    return new ParserOptions(changed);
  }

  @Override
  public String toString() {
    return "readPorts="
        + values.readPorts
        + " readZoneHints="
        + values.readZoneHints
        + " skipOtherKinds="
        + values.skipOtherKinds
        + " maxEventBytes="
        + values.maxEventBytes
        + " maxNameLength="
        + values.maxNameLength
        + " maxNestingDepth="
        + values.maxNestingDepth
        + " reader="
        + values.reader
        + " maxRecalledBytes="
        + values.maxRecalledBytes
        + " selfCheckEvery="
        + values.selfCheckEvery;
  }

  private static long atLeast(long least, long value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
    return value;
  }
}
