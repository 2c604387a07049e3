package dev.watchstream.parser.jackson;

import com.fasterxml.jackson.core.JsonToken;
import java.util.Arrays;

/**
 * The tokens of the event that is being read, after its first brace: what each stands for, and
 * where it ends. So the layout can be learned without reading the event again.
 */
@SuppressWarnings("EnumOrdinal") // a byte each, which lives no longer than its event
public final class TokenMarks {

  /** The most tokens: at six bytes each, 24 MiB. An event of more tokens is not marked. */
  private static final int MOST = 1 << 22;

  /** After a longer event, the buffers shrink to this many. */
  private static final int MOST_KEPT = 1 << 16;

  private static final int FIRST_CAPACITY = 256;

  private static final Field[] FIELDS = Field.values();
  private static final JsonToken[] TOKENS = JsonToken.values();

  /** Ordinals, as in {@link #tokens}. */
  private byte[] fields = new byte[FIRST_CAPACITY];

  private byte[] tokens = new byte[FIRST_CAPACITY];
  private int[] ends = new int[FIRST_CAPACITY];
  private int count;

  private boolean areWanted;
  private boolean areTaken;
  private long start;

  /**
   * Whether tokens are marked from the next event on. If not, those of the current one are dropped.
   */
  public void want(boolean wanted) {
    areWanted = wanted;
    areTaken &= wanted;
  }

  /** An event begins at {@code newStart}, in bytes from the stream's start. */
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

  /** Adds a token, which is {@link Field#UNKNOWN} until {@link #isOf} is called. */
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

  /** Sets what the last token stands for. */
  void isOf(Field field) {
    if (areTaken) {
      fields[count - 1] = (byte) field.ordinal();
    }
  }

  /** Whether these are all tokens of the event between these bytes of the stream. */
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
