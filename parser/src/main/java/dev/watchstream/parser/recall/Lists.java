package dev.watchstream.parser.recall;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.jackson.Readiness;
import java.util.Arrays;

/**
 * The addresses of an event, run by run: a run is a list that is not empty. Their places are
 * counted from the start of the first element, in bytes.
 */
class Lists {

  private static final int[] NO_INTS = {};
  private static final Address[] NO_ADDRESSES = {};
  private static final Readiness[] NO_READINESS = {};

  // What is known of a run. Most often there is one, which begins at the first element.

  private static final int KIND = 0;
  private static final int SEPARATOR = 1;
  private static final int START = 2;
  private static final int FROM = 3;
  private static final int FIELDS = 4;

  private ListKind firstKind = ListKind.ADDRESSES;
  private int firstSeparatorLength;

  /** The runs after the first, four ints each. */
  private int[] moreRuns = NO_INTS;

  int runCount;

  /** Where each element ends. */
  int[] ends = NO_INTS;

  Address[] addresses = NO_ADDRESSES;

  /** Only for a slice's endpoints; unused for other lists. */
  Readiness[] readiness = NO_READINESS;

  int count;

  /** How many elements, from the first on, are remembered ones in the same places. */
  int sameCount;

  final ListKind kind(int run) {
    return run == 0 ? firstKind : ListKind.ALL[of(run, KIND)];
  }

  /** How many bytes are between two elements of a run. */
  final int separatorLength(int run) {
    return run == 0 ? firstSeparatorLength : of(run, SEPARATOR);
  }

  /** The first element of a run. */
  final int from(int run) {
    return run == 0 ? 0 : of(run, FROM);
  }

  /** The index after the last element of a run. */
  final int to(int run) {
    return run + 1 < runCount ? from(run + 1) : count;
  }

  /** Where an element of a run begins. */
  final int start(int run, int element) {
    if (element > from(run)) {
      return ends[element - 1] + separatorLength(run);
    }
    return run == 0 ? 0 : of(run, START);
  }

  private int of(int run, int field) {
    return moreRuns[FIELDS * (run - 1) + field];
  }

  /** From the first element to the end of the last, in bytes. */
  final int length() {
    return count == 0 ? 0 : ends[count - 1];
  }

  final Readiness readiness(ListKind kind, int element) {
    return kind == ListKind.ENDPOINTS ? readiness[element] : kind.readiness(Readiness.READY);
  }

  @SuppressWarnings("EnumOrdinal") // an int, which lives no longer than these lists
  final void beginRun(ListKind kind, int separatorLength, int start) {
    if (runCount == 0) {
      firstKind = kind;
      firstSeparatorLength = separatorLength;
    } else {
      int at = FIELDS * (runCount - 1);
      if (at == moreRuns.length) {
        moreRuns = Arrays.copyOf(moreRuns, Math.max(FIELDS, 2 * at));
      }
      moreRuns[at + KIND] = kind.ordinal();
      moreRuns[at + SEPARATOR] = separatorLength;
      moreRuns[at + START] = start;
      moreRuns[at + FROM] = count;
    }
    runCount++;
  }

  final void append(ListKind kind, Address address, Readiness itsReadiness, int end) {
    makeRoom(kind, 1);
    addresses[count] = address;
    if (kind == ListKind.ENDPOINTS) {
      readiness[count] = itsReadiness;
    }
    ends[count++] = end;
  }

  /** Copies elements, which are {@code shift} bytes further on here than in {@code other}. */
  final void appendAll(ListKind kind, Lists other, int from, int to, int shift) {
    int more = to - from;
    makeRoom(kind, more);
    System.arraycopy(other.addresses, from, addresses, count, more);
    if (kind == ListKind.ENDPOINTS) {
      System.arraycopy(other.readiness, from, readiness, count, more);
    }
    for (int i = 0; i < more; i++) {
      ends[count + i] = other.ends[from + i] + shift;
    }
    count += more;
  }

  /** Copies the runs, but not their elements. */
  final void setRuns(Lists other) {
    firstKind = other.firstKind;
    firstSeparatorLength = other.firstSeparatorLength;
    runCount = other.runCount;
    int length = FIELDS * (runCount - 1);
    if (length > moreRuns.length) {
      moreRuns = new int[length];
    }
    if (length > 0) {
      System.arraycopy(other.moreRuns, 0, moreRuns, 0, length);
    }
  }

  /** The memory of what is known of the runs, in bytes. */
  final long sizeOfRuns() {
    return 4L * moreRuns.length;
  }

  private void makeRoom(ListKind kind, int more) {
    if (count + more > ends.length) {
      int capacity = 2 * (count + more);
      ends = Arrays.copyOf(ends, capacity);
      addresses = Arrays.copyOf(addresses, capacity);
    }
    if (kind == ListKind.ENDPOINTS && readiness.length < ends.length) {
      readiness = Arrays.copyOf(readiness, ends.length);
    }
  }

  final void clear() {
    runCount = 0;
    count = 0;
    sameCount = 0;
  }
}
