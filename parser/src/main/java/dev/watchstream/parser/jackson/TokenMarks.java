package dev.watchstream.parser.jackson;

import com.fasterxml.jackson.core.JsonToken;
import java.util.Arrays;

/**
 * The tokens of the event that is being read, behind its first brace: what each stands for, and
 * where it ends. So what was read can be learned from without being read again.
 */
@SuppressWarnings("EnumOrdinal") // a byte each, which lives no longer than its event
public final class TokenMarks {

  /** Six bytes each, 24 MiB in all: an event of more tokens is marked no further. */
  private static final int MOST = 1 << 22;

  /** So many stay when the event was longer. */
  private static final int MOST_KEPT = 1 << 16;

  private static final int FIRST_CAPACITY = 256;

  private static final Field[] FIELDS = Field.values();
  private static final JsonToken[] TOKENS = JsonToken.values();

  /** By their ordinals, as the tokens are. */
  private byte[] fields = new byte[FIRST_CAPACITY];

  private byte[] tokens = new byte[FIRST_CAPACITY];
  private int[] ends = new int[FIRST_CAPACITY];
  private int count;

  private boolean areWanted;
  private boolean areTaken;
  private long start;

  /**
   * From the next event on, whether its tokens are marked; until then those of this one are not.
   */
  public void want(boolean wanted) {
    areWanted = wanted;
    areTaken &= wanted;
  }

  /** The event begins whose first byte is there, in bytes from the stream's start. */
  void begin(long newStart) {
    if (fields.length > MOST_KEPT) {
      allocate(MOST_KEPT);
    }
    count = 0;
    start = newStart;
    areTaken = areWanted;
  }

  boolean areTaken() {
    return areTaken;
  }

  /** Another token, which stands for nothing that is read until {@link #isOf} says so. */
  void add(JsonToken token, long end) {
    if (count == fields.length) {
      if (count == MOST || end - start > Integer.MAX_VALUE) {
        areTaken = false;
        return;
      }
      allocate(2 * count);
    }
    fields[count] = (byte) Field.UNKNOWN.ordinal();
    tokens[count] = (byte) token.ordinal();
    ends[count++] = (int) (end - start);
  }

  /** What the last token stands for. */
  void isOf(Field field) {
    if (areTaken) {
      fields[count - 1] = (byte) field.ordinal();
    }
  }

  /** Whether these are all tokens of the event from one byte of the stream to another. */
  public boolean areOf(long from, long to) {
    return areTaken && start == from && count > 0 && ends[count - 1] == to - from;
  }

  public Field field(int index) {
    return FIELDS[fields[index]];
  }

  public JsonToken token(int index) {
    return TOKENS[tokens[index]];
  }

  /** Where a token ends, in bytes from the event's start. */
  public int end(int index) {
    return ends[index];
  }

  private void allocate(int capacity) {
    fields = Arrays.copyOf(fields, capacity);
    tokens = Arrays.copyOf(tokens, capacity);
    ends = Arrays.copyOf(ends, capacity);
  }
}
