package dev.watchstream.parser;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A run of addresses as an object's last event had it: its bytes, from the first element's start to
 * the last one's end, and what each element stands for.
 */
final class RememberedRun {

  private static final byte[] NO_BYTES = {};
  private static final int[] NO_INTS = {};
  private static final Address[] NO_ADDRESSES = {};
  private static final Readiness[] NO_READINESS = {};

  /** What an address takes, with its strings, roughly. */
  private static final int BYTES_OF_ADDRESS = 256;

  /** Of an entry in each of the arrays. */
  private static final int BYTES_OF_ENTRY = 12;

  /** The first bytes of an element, which hold its ip: enough to tell it from its neighbours. */
  private static final int IDENTITY_BYTES = 4 * Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  Passage.Run kind = Passage.Run.ADDRESSES;

  byte[] bytes = NO_BYTES;
  int length;
  int count;

  /** Where each element ends in the bytes. */
  int[] ends = NO_INTS;

  Address[] addresses = NO_ADDRESSES;

  /** Of a slice's endpoints. */
  Readiness[] readiness = NO_READINESS;

  /** How many bytes stand between two elements. */
  int separatorLength;

  /** Whether the event that is being read has made use of it. */
  boolean isUsed;

  /** Forgets all, to be filled anew. */
  void clear() {
    Arrays.fill(addresses, 0, count, null);
    length = 0;
    count = 0;
  }

  /** Where an element begins in the bytes. */
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
    return Arrays.equals(in, from, from + length, bytes, 0, length);
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
      int there = start(i);
      if (length - there >= IDENTITY_BYTES
          && (long) LONGS.get(in, p + 24) == (long) LONGS.get(bytes, there + 24)
          && (long) LONGS.get(in, p + 16) == (long) LONGS.get(bytes, there + 16)
          && (long) LONGS.get(in, p + 8) == (long) LONGS.get(bytes, there + 8)) {
        return i;
      }
    }
    return -1;
  }

  /** Becomes what was read, which up to some element is what it is already. */
  void update(CurrentRun run, byte[] in, int runStart) {
    int same = run.sameCount;
    if (same == run.count && same == count) {
      return;
    }
    kind = run.kind;
    int from = same == 0 ? 0 : ends[same - 1];
    if (run.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, withSlack(run.length));
    }
    System.arraycopy(in, runStart + from, bytes, from, run.length - from);
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

  /** So that a run that grows by an element now and then is not moved each time. */
  private static int withSlack(int size) {
    return size + (size >> 3);
  }

  /** The memory that it takes, in bytes, roughly. */
  long size() {
    return bytes.length + (long) ends.length * BYTES_OF_ENTRY + (long) count * BYTES_OF_ADDRESS;
  }

  /** Of an element: the condition of an endpoint, and of an address the list that it is in. */
  Readiness readiness(int index) {
    return switch (kind) {
      case ADDRESSES -> Readiness.READY;
      case NOT_READY_ADDRESSES -> Readiness.NOT_READY;
      case ENDPOINTS -> readiness[index];
    };
  }
}
