package dev.watchstream.parser;

/**
 * What to read and how much of it to accept. Immutable; start from {@link #defaults()}.
 *
 * @param readPorts whether {@link Subset#ports()} are read; off, they are skipped
 * @param skipOtherKinds whether objects of other kinds (Pods in a {@code kind: List}, say) are
 *     passed over; off, they are an {@link UnexpectedDataException}
 * @param maxEventBytes the most bytes of one event, of one item of a list, or of what a list holds
 *     between its items. At least 2.
 * @param maxNameLength the most chars of one JSON member name. At least 1.
 * @param maxNestingDepth the most objects and arrays inside one another. At least 1.
 */
public record ParserOptions(
    boolean readPorts,
    boolean skipOtherKinds,
    int maxEventBytes,
    int maxNameLength,
    int maxNestingDepth) {

  /** 8 MiB: several times what a Kubernetes API server accepts for one object. */
  public static final int DEFAULT_MAX_EVENT_BYTES = 8 << 20;

  /** 8 Ki chars. The longest names are the keys of {@code managedFields}. */
  public static final int DEFAULT_MAX_NAME_LENGTH = 8 << 10;

  /** 500 levels. Endpoints need a dozen; {@code managedFields} may hold more. */
  public static final int DEFAULT_MAX_NESTING_DEPTH = 500;

  private static final ParserOptions DEFAULTS =
      new ParserOptions(
          false,
          false,
          DEFAULT_MAX_EVENT_BYTES,
          DEFAULT_MAX_NAME_LENGTH,
          DEFAULT_MAX_NESTING_DEPTH);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is below its least value
   */
  public ParserOptions {
    requireAtLeast(2, maxEventBytes, "maxEventBytes");
    requireAtLeast(1, maxNameLength, "maxNameLength");
    requireAtLeast(1, maxNestingDepth, "maxNestingDepth");
  }

  /** Addresses only, other kinds refused, the default limits. */
  public static ParserOptions defaults() {
    return DEFAULTS;
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

  /** These options with {@link #maxEventBytes()} changed. */
  public ParserOptions withMaxEventBytes(int newMaxEventBytes) {
    return new ParserOptions(
        readPorts, skipOtherKinds, newMaxEventBytes, maxNameLength, maxNestingDepth);
  }

  /** These options with {@link #maxNameLength()} changed. */
  public ParserOptions withMaxNameLength(int newMaxNameLength) {
    return new ParserOptions(
        readPorts, skipOtherKinds, maxEventBytes, newMaxNameLength, maxNestingDepth);
  }

  /** These options with {@link #maxNestingDepth()} changed. */
  public ParserOptions withMaxNestingDepth(int newMaxNestingDepth) {
    return new ParserOptions(
        readPorts, skipOtherKinds, maxEventBytes, maxNameLength, newMaxNestingDepth);
  }

  private static void requireAtLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
  }
}
