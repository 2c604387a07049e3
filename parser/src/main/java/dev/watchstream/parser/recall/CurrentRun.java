package dev.watchstream.parser.recall;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.jackson.Readiness;
import java.util.Arrays;

/** A run of addresses of the event that is being read. Filled again for each. */
final class CurrentRun {

  private static final int FIRST_CAPACITY = 8;

  Passage.Run kind = Passage.Run.ADDRESSES;
  byte[] separator = {};

  /** Where its first element begins, from the start of the {@link Window}. */
  int start;

  /** From there to the end of its last element. */
  int length;

  int count;

  /** Where each element ends, from the run's start. */
  int[] ends = new int[FIRST_CAPACITY];

  Address[] addresses = new Address[FIRST_CAPACITY];

  /** Of a slice's endpoints. */
  Readiness[] readiness = new Readiness[FIRST_CAPACITY];

  private int knownRoom = FIRST_CAPACITY;

  /** How many elements from the first on are those of the remembered run, in the same places. */
  int sameCount;

  void begin(Passage.Run newKind, byte[] newSeparator, int newStart) {
    kind = newKind;
    separator = newSeparator;
    start = newStart;
    length = 0;
    count = 0;
    sameCount = 0;
  }

  /** For how many more elements there is room than when this was asked last. */
  int newRoom() {
    int more = ends.length - knownRoom;
    knownRoom = ends.length;
    return more;
  }

  void append(Address address, Readiness itsReadiness, int end) {
    makeRoom(1);
    addresses[count] = address;
    readiness[count] = itsReadiness;
    ends[count++] = end;
    length = end;
  }

  /** Takes over elements, which are {@code shift} bytes further on here than there. */
  void appendAll(RememberedRun run, int from, int to, int shift) {
    if (from == count && sameCount == count && shift == 0) {
      sameCount = to;
    }
    int more = to - from;
    makeRoom(more);
    System.arraycopy(run.addresses, from, addresses, count, more);
    if (kind == Passage.Run.ENDPOINTS) {
      System.arraycopy(run.readiness, from, readiness, count, more);
    }
    for (int i = 0; i < more; i++) {
      ends[count + i] = run.ends[from + i] + shift;
    }
    count += more;
    length = ends[count - 1];
  }

  private void makeRoom(int more) {
    if (count + more > ends.length) {
      int capacity = 2 * (count + more);
      ends = Arrays.copyOf(ends, capacity);
      addresses = Arrays.copyOf(addresses, capacity);
      readiness = Arrays.copyOf(readiness, capacity);
    }
  }
}
