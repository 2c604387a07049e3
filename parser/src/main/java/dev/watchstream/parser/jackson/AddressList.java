package dev.watchstream.parser.jackson;

import dev.watchstream.parser.Address;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Addresses in wire order. Callers see a list that they cannot change; the reader refills it for
 * each event, so that an event allocates nothing but its addresses.
 */
public final class AddressList extends AbstractList<Address> implements RandomAccess {

  private static final int FIRST_CAPACITY = 16;
  private static final Address[] NONE = {};

  private Address[] elements = NONE;
  private int size;
  private int replaced;

  void append(Address address) {
    if (size == elements.length) {
      elements = Arrays.copyOf(elements, Math.max(FIRST_CAPACITY, size * 2));
    }
    elements[size++] = address;
  }

  public void appendAll(Address[] source, int from, int to) {
    int count = to - from;
    if (size + count > elements.length) {
      elements = Arrays.copyOf(elements, Math.max(FIRST_CAPACITY, 2 * (size + count)));
    }
    System.arraycopy(source, from, elements, size, count);
    size += count;
  }

  /** Starts a pass over the list in which {@link #replace} may be called, in list order. */
  void beginReplacing() {
    replaced = 0;
  }

  /** Replaces an address by an equal one; it must be after the last one replaced in this pass. */
  @SuppressWarnings("ReferenceEquality") // that instance, not one that is equal
  void replace(Address address, Address equal) {
    while (replaced < size) {
      if (elements[replaced++] == address) {
        elements[replaced - 1] = equal;
        return;
      }
    }
    throw new AssertionError("replaced out of order");
  }

  /** Removes what was appended since the list had {@code newSize} elements. */
  void truncate(int newSize) {
    Arrays.fill(elements, newSize, size, null);
    size = newSize;
  }

  @Override
  public Address get(int index) {
    return elements[Objects.checkIndex(index, size)];
  }

  @Override
  public int size() {
    return size;
  }
}
