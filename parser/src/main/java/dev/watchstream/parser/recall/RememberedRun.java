package dev.watchstream.parser.recall;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.bytes.Bytes;
import dev.watchstream.parser.jackson.Readiness;
import java.util.Arrays;

/**
 * A run of addresses as an object's last event had it: its bytes, from the first element's start to
 * the last one's end, and what each element stands for.
 *
 * <p>A long run is left where it came in while the caller's chunk is ours to read; most often the
 * object's next event comes before the chunk ends, and the bytes need never be copied.
 */
final class RememberedRun {

  /** From this length on a copy costs more than to keep account of what is lent. */
  private static final int LEAST_LENT = 8 << 10;

  private static final byte[] NO_BYTES = {};
  private static final int[] NO_INTS = {};
  private static final Address[] NO_ADDRESSES = {};
  private static final Readiness[] NO_READINESS = {};

  /** What an address takes besides the chars of its strings, which are no more than its bytes. */
  private static final int BYTES_OF_ADDRESS = 256;

  /** Of an entry in each of the arrays. */
  private static final int BYTES_OF_ENTRY = 12;

  /** The first bytes of an element, which hold its ip: enough to tell it from its neighbours. */
  private static final int IDENTITY_BYTES = 4 * Long.BYTES;

  Passage.Run kind = Passage.Run.ADDRESSES;

  /** Where its bytes are: in {@link #own}, or in the caller's chunk. */
  byte[] bytes = NO_BYTES;

  /** The index there of its first byte. */
  int base;

  int length;
  int count;

  private byte[] own = NO_BYTES;

  /** Where each element ends, from the run's start. */
  int[] ends = NO_INTS;

  Address[] addresses = NO_ADDRESSES;

  /** Of a slice's endpoints. */
  Readiness[] readiness = NO_READINESS;

  /** Whether {@link Memory} knows that its bytes are in the caller's chunk. */
  boolean isLent;

  /** How many bytes stand between two elements. */
  int separatorLength;

  /** Whether the event that is being read has made use of it. */
  boolean isUsed;

  /** Forgets all, to be filled anew. */
  void clear() {
    Arrays.fill(addresses, 0, count, null);
    bytes = own;
    base = 0;
    length = 0;
    count = 0;
  }

  /** Where an element begins, from the run's start. */
  int start(int index) {
    return index == 0 ? 0 : ends[index - 1] + separatorLength;
  }

  /** The first element from {@code index} on that does not end at or before {@code position}. */
  int firstBeyond(int position, int index) {
    if (ends[index] > position) {
      return index;
    }
    if (ends[count - 1] <= position) {
      return count;
    }
    int found = Arrays.binarySearch(ends, index, count, position);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Whether a run of this kind may be held against it. */
  boolean fits(Passage.Run otherKind) {
    return kind == otherKind && !isUsed;
  }

  /** Whether its first element is what begins at {@code from}, as far as both go. */
  boolean beginsLike(byte[] in, int from, int limit) {
    int length = Math.min(ends[0], limit - from);
    return Arrays.equals(in, from, from + length, bytes, base, base + length);
  }

  /**
   * The first element from {@code index} to {@code end} that begins as the one at {@code p} does;
   * -1 for none. Their bytes may differ further on.
   */
  int findAlike(byte[] in, int p, int limit, int index, int end) {
    if (limit - p < IDENTITY_BYTES) {
      return -1;
    }
    for (int i = index; i < end; i++) {
      int there = base + start(i);
      if (base + length - there >= IDENTITY_BYTES
          && Bytes.longAt(in, p + 24) == Bytes.longAt(bytes, there + 24)
          && Bytes.longAt(in, p + 16) == Bytes.longAt(bytes, there + 16)
          && Bytes.longAt(in, p + 8) == Bytes.longAt(bytes, there + 8)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Becomes what was read, which up to some element is what it is already.
   *
   * @param canLend whether the array stays as it is until {@link #keep}
   */
  void update(CurrentRun run, byte[] in, int runStart, boolean canLend) {
    if (canLend && run.length >= LEAST_LENT) {
      bytes = in;
      base = runStart;
    } else {
      takeBytes(run, in, runStart);
    }
    int same = run.sameCount;
    if (same == run.count && same == count) {
      return;
    }
    kind = run.kind;
    if (run.count > ends.length) {
      int capacity = withSlack(run.count);
      ends = Arrays.copyOf(ends, capacity);
      addresses = Arrays.copyOf(addresses, capacity);
    }
    if (kind == Passage.Run.ENDPOINTS && readiness.length < ends.length) {
      readiness = Arrays.copyOf(readiness, ends.length);
    }
    System.arraycopy(run.ends, same, ends, same, run.count - same);
    System.arraycopy(run.addresses, same, addresses, same, run.count - same);
    if (kind == Passage.Run.ENDPOINTS) {
      System.arraycopy(run.readiness, same, readiness, same, run.count - same);
    }
    if (run.count < count) {
      Arrays.fill(addresses, run.count, count, null);
    }
    length = run.length;
    count = run.count;
    separatorLength = run.separator.length;
  }

  @SuppressWarnings("ReferenceEquality") // whose array it is
  private void takeBytes(CurrentRun run, byte[] in, int runStart) {
    int same = run.sameCount == 0 || bytes != own ? 0 : ends[run.sameCount - 1];
    if (run.length > own.length) {
      own = Arrays.copyOf(own, withSlack(run.length));
    }
    System.arraycopy(in, runStart + same, own, same, run.length - same);
    bytes = own;
    base = 0;
  }

  /** The chunk is the caller's again: keeps a copy of what was lent. */
  @SuppressWarnings("ReferenceEquality") // whose array it is
  void keep() {
    isLent = false;
    if (bytes == own) {
      return;
    }
    if (length > own.length) {
      own = new byte[withSlack(length)];
    }
    System.arraycopy(bytes, base, own, 0, length);
    bytes = own;
    base = 0;
  }

  /** Whether its bytes are in the caller's chunk, which nobody has noted yet. */
  @SuppressWarnings("ReferenceEquality") // whose array it is
  boolean isNewlyLent() {
    return bytes != own && !isLent;
  }

  /** So that a run that grows by an element now and then is not moved each time. */
  private static int withSlack(int size) {
    return size + (size >> 3);
  }

  /** The memory that it takes, in bytes, roughly. */
  long size() {
    return Math.max(own.length, length)
        + length
        + (long) ends.length * BYTES_OF_ENTRY
        + (long) count * BYTES_OF_ADDRESS;
  }

  Readiness readiness(int index) {
    return kind == Passage.Run.ENDPOINTS ? readiness[index] : kind.readiness(Readiness.READY);
  }
}
