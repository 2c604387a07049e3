package dev.watchstream.parser;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Addresses in wire order. Callers see a list that they cannot change; the reader fills it again
 * for each event, so that an event costs no garbage but its addresses.
 */
final class AddressList extends AbstractList<Address> implements RandomAccess {

  private static final int FIRST_CAPACITY = 16;
  private static final Address[] NONE = {};

  private Address[] elements;
  private int size;

  AddressList() {
    elements = NONE;
  }

  private AddressList(Address[] elements) {
    this.elements = elements;
    this.size = elements.length;
  }

  void append(Address address) {
    if (size == elements.length) {
      elements = Arrays.copyOf(elements, Math.max(FIRST_CAPACITY, size * 2));
    }
    elements[size++] = address;
  }

  /** Takes back what was appended since the list had {@code newSize} elements. */
  void truncate(int newSize) {
    Arrays.fill(elements, newSize, size, null);
    size = newSize;
  }

  AddressList copy() {
    return new AddressList(Arrays.copyOf(elements, size));
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
