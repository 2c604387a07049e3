package dev.watchstream.parser;

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

  private static final ParserOptions DEFAULTS =
      new ParserOptions(
          false,
          false,
          DEFAULT_MAX_EVENT_BYTES,
          DEFAULT_MAX_NAME_LENGTH,
          DEFAULT_MAX_NESTING_DEPTH);

  private final boolean readPorts;
  private final boolean skipOtherKinds;
  private final int maxEventBytes;
  private final int maxNameLength;
  private final int maxNestingDepth;

  private ParserOptions(
      boolean readPorts,
      boolean skipOtherKinds,
      int maxEventBytes,
      int maxNameLength,
      int maxNestingDepth) {
    this.readPorts = readPorts;
    this.skipOtherKinds = skipOtherKinds;
    this.maxEventBytes = atLeast(2, maxEventBytes, "maxEventBytes");
    this.maxNameLength = atLeast(1, maxNameLength, "maxNameLength");
    this.maxNestingDepth = atLeast(1, maxNestingDepth, "maxNestingDepth");
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

  /** These options with {@link #readPorts()} changed. */
  public ParserOptions withReadPorts(boolean newReadPorts) {
    return new ParserOptions(
        newReadPorts, skipOtherKinds, maxEventBytes, maxNameLength, maxNestingDepth);
  }

  /** These options with {@link #skipOtherKinds()} changed. */
  public ParserOptions withSkipOtherKinds(boolean newSkipOtherKinds) {
    return new ParserOptions(
        readPorts, newSkipOtherKinds, maxEventBytes, maxNameLength, maxNestingDepth);
  }

  /**
   * These options with {@link #maxEventBytes()} changed.
   *
   * @throws IllegalArgumentException if it is below its least value
   */
  public ParserOptions withMaxEventBytes(int newMaxEventBytes) {
    return new ParserOptions(
        readPorts, skipOtherKinds, newMaxEventBytes, maxNameLength, maxNestingDepth);
  }

  /**
   * These options with {@link #maxNameLength()} changed.
   *
   * @throws IllegalArgumentException if it is below its least value
   */
  public ParserOptions withMaxNameLength(int newMaxNameLength) {
    return new ParserOptions(
        readPorts, skipOtherKinds, maxEventBytes, newMaxNameLength, maxNestingDepth);
  }

  /**
   * These options with {@link #maxNestingDepth()} changed.
   *
   * @throws IllegalArgumentException if it is below its least value
   */
  public ParserOptions withMaxNestingDepth(int newMaxNestingDepth) {
    return new ParserOptions(
        readPorts, skipOtherKinds, maxEventBytes, maxNameLength, newMaxNestingDepth);
  }

  @Override
  public String toString() {
    return "readPorts="
        + readPorts
        + " skipOtherKinds="
        + skipOtherKinds
        + " maxEventBytes="
        + maxEventBytes
        + " maxNameLength="
        + maxNameLength
        + " maxNestingDepth="
        + maxNestingDepth;
  }

  private static int atLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
    return value;
  }
}
