package dev.watchstream.parser.recall;

import dev.watchstream.parser.bytes.Bytes;
import dev.watchstream.parser.jackson.Metadata;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an object's last event said, to compare the next one with. In as few places of memory as
 * possible, as most of it has left the CPU caches by the object's next event.
 *
 * <p>Long lists stay in the caller's chunk (lent) while we may read it; often the object's next
 * event comes before the chunk ends, and the bytes are never copied.
 */
final class ObjectMemory extends Lists {

  /** From this length on, in bytes, a copy costs more than lending. */
  private static final int LEAST_LENT = 8 << 10;

  /** The memory that an object takes besides its bytes and addresses, roughly. */
  private static final long BYTES_OF_OBJECT = 512;

  /**
   * What an address takes besides the chars of its strings, which are no more than its bytes,
   * roughly.
   */
  private static final int BYTES_OF_ADDRESS = 256;

  /** Of an entry in each of the arrays. */
  private static final int BYTES_OF_ENTRY = 12;

  final boolean isSlice;
  final @Nullable String namespace;
  final @Nullable String name;
  final @Nullable String uid;

  /** The service that a slice named first; a later event may name another. */
  final @Nullable String serviceName;

  /**
   * Namespace, name, uid and service, as they are on the wire; then its lists, unless they are
   * lent.
   */
  private byte[] own;

  private final int nameStart;
  private final int uidStart;
  private final int serviceStart;
  private final int textEnd;

  /** Where the bytes of its lists are: in {@link #own}, or in the caller's chunk. */
  byte[] bytes;

  /** The index there of the first element. */
  int base;

  /** From there to the end of the last element. */
  private int length;

  // Used by Memory.

  final int hash;
  int slot;
  boolean isSeen;
  boolean isLent;
  long accounted;

  /**
   * A new object, without lists.
   *
   * @param in where the texts were found
   * @param bytesOfLists to make room for
   */
  ObjectMemory(boolean isSlice, Metadata metadata, byte[] in, Found said, int bytesOfLists) {
    this.isSlice = isSlice;
    namespace = metadata.namespace;
    name = metadata.name;
    uid = metadata.uid;
    serviceName = isSlice ? metadata.serviceName : null;
    nameStart = said.length(Segment.NAMESPACE);
    uidStart = nameStart + said.length(Segment.NAME);
    serviceStart = uidStart + said.length(Segment.UID);
    textEnd = serviceStart + (isSlice ? said.length(Segment.SERVICE_NAME) : 0);
    own = new byte[textEnd + (bytesOfLists < LEAST_LENT ? withSlack(bytesOfLists) : 0)];
    copy(in, said, Segment.NAMESPACE, 0);
    copy(in, said, Segment.NAME, nameStart);
    copy(in, said, Segment.UID, uidStart);
    if (isSlice) {
      copy(in, said, Segment.SERVICE_NAME, serviceStart);
    }
    hash = hash(own, 0, nameStart, own, nameStart, uidStart);
    bytes = own;
    base = textEnd;
  }

  private void copy(byte[] in, Found said, int part, int to) {
    System.arraycopy(in, said.starts[part], own, to, said.length(part));
  }

  /** The hash of a namespace and a name, each from one index to another. */
  static int hash(byte[] in, int namespaceFrom, int namespaceTo, byte[] same, int from, int to) {
    return Bytes.hash(in, namespaceFrom, namespaceTo) * 31 + Bytes.hash(same, from, to);
  }

  /** Whether this is the object's name; a missing part is found as empty. */
  boolean isNamed(boolean ofSlice, byte[] in, Found said) {
    return isSlice == ofSlice
        && says(nameStart, uidStart, in, said, Segment.NAME)
        && says(0, nameStart, in, said, Segment.NAMESPACE);
  }

  boolean hasUid(byte[] in, Found said) {
    return says(uidStart, serviceStart, in, said, Segment.UID);
  }

  boolean hasServiceName(byte[] in, Found said) {
    return says(serviceStart, textEnd, in, said, Segment.SERVICE_NAME);
  }

  private boolean says(int from, int to, byte[] in, Found said, int part) {
    int length = to - from;
    return said.length(part) == length && Bytes.areEqual(own, from, in, said.starts[part], length);
  }

  // ---- its lists ----

  /** The first element from {@code index} to {@code to} that ends after {@code position}. */
  int firstBeyond(int position, int index, int to) {
    if (ends[index] > position) {
      return index;
    }
    if (ends[to - 1] <= position) {
      return to;
    }
    int found = Arrays.binarySearch(ends, index, to, position);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /**
   * Remembers these lists, of which the first {@code same} elements are here already, in the same
   * places.
   */
  void remember(Lists said, int same, byte[] in, int start, boolean canLend) {
    int newLength = said.length();
    if (canLend && newLength >= LEAST_LENT) {
      bytes = in;
      base = start;
    } else {
      takeBytes(newLength, same == 0 ? 0 : ends[same - 1], in, start);
    }
    length = newLength;
    setRuns(said);
    if (same == said.count && same == count) {
      return;
    }
    if (said.count > ends.length) {
      int capacity = withSlack(said.count);
      ends = Arrays.copyOf(ends, capacity);
      addresses = Arrays.copyOf(addresses, capacity);
    }
    int more = said.count - same;
    System.arraycopy(said.ends, same, ends, same, more);
    System.arraycopy(said.addresses, same, addresses, same, more);
    if (isSlice) {
      if (readiness.length < ends.length) {
        readiness = Arrays.copyOf(readiness, ends.length);
      }
      System.arraycopy(said.readiness, same, readiness, same, more);
    }
    if (said.count < count) {
      Arrays.fill(addresses, said.count, count, null);
    }
    count = said.count;
  }

  @SuppressWarnings("ReferenceEquality") // whose array it is
  private void takeBytes(int newLength, int same, byte[] in, int start) {
    int from = bytes == own ? same : 0;
    makeRoom(newLength);
    System.arraycopy(in, start + from, own, textEnd + from, newLength - from);
    bytes = own;
    base = textEnd;
  }

  /** The caller may change the chunk: copies what was lent. */
  @SuppressWarnings("ReferenceEquality") // whose array it is
  void keep() {
    isLent = false;
    if (bytes != own) {
      takeBytes(length, 0, bytes, base);
    }
  }

  /** Whether its bytes are in the caller's chunk and it is not yet marked as lent. */
  @SuppressWarnings("ReferenceEquality") // whose array it is
  boolean isNewlyLent() {
    return bytes != own && !isLent;
  }

  private void makeRoom(int newLength) {
    if (textEnd + newLength > own.length) {
      own = Arrays.copyOf(own, textEnd + withSlack(newLength));
    }
  }

  /** Adds an eighth, so that a list that grows slowly is not moved each time. */
  private static int withSlack(int size) {
    return size + (size >> 3);
  }

  /** The memory that it takes, in bytes, roughly. */
  long size() {
    return BYTES_OF_OBJECT
        + 3L * textEnd
        + Math.max(own.length, length)
        + length
        + sizeOfRuns()
        + (long) ends.length * BYTES_OF_ENTRY
        + (long) count * BYTES_OF_ADDRESS;
  }
}
