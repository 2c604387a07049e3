package dev.watchstream.parser.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads, compares and hashes bytes, eight at a time where it can. */
public final class Bytes {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Spreads each bit over the higher ones: 2 to the 64 divided by the golden ratio. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** From this length on, in bytes, the JDK's vectorized loop is worth its start-up cost. */
  private static final int LONG = 64;

  private Bytes() {}

  /** The eight bytes from {@code index} on, little-endian. */
  public static long longAt(byte[] bytes, int index) {
    return (long) LONGS.get(bytes, index);
  }

  /** The first eight of {@code length} bytes, little-endian; zeros in place of missing ones. */
  static long firstBytes(byte[] bytes, int from, int length) {
    if (length >= Long.BYTES) {
      return longAt(bytes, from);
    }
    if (from <= bytes.length - Long.BYTES) {
      return longAt(bytes, from) & ((1L << (length * Byte.SIZE)) - 1);
    }
    long first = 0;
    for (int i = length - 1; i >= 0; i--) {
      first = (first << Byte.SIZE) | (bytes[from + i] & 0xff);
    }
    return first;
  }

  /** The length of the common prefix of both ranges. */
  public static int equalPrefix(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    int different = Arrays.mismatch(a, aFrom, aTo, b, bFrom, bTo);
    return different < 0 ? aTo - aFrom : different;
  }

  /** Whether {@code length} bytes are equal. */
  public static boolean areEqual(byte[] a, int aFrom, byte[] b, int bFrom, int length) {
    if (length < Long.BYTES) {
      return areFewEqual(a, aFrom, b, bFrom, length);
    }
    if (length >= LONG) {
      return Arrays.equals(a, aFrom, aFrom + length, b, bFrom, bFrom + length);
    }
    int last = length - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      if (longAt(a, aFrom + i) != longAt(b, bFrom + i)) {
        return false;
      }
    }
    return longAt(a, aFrom + last) == longAt(b, bFrom + last);
  }

  private static boolean areFewEqual(byte[] a, int aFrom, byte[] b, int bFrom, int length) {
    if (aFrom <= a.length - Long.BYTES && bFrom <= b.length - Long.BYTES) {
      // The bytes after these are shifted out.
      long different = longAt(a, aFrom) ^ longAt(b, bFrom);
      return length == 0 || different << (Long.SIZE - length * Byte.SIZE) == 0;
    }
    for (int i = 0; i < length; i++) {
      if (a[aFrom + i] != b[bFrom + i]) {
        return false;
      }
    }
    return true;
  }

  /** A hash for short ranges of bytes; collisions can be made on purpose. */
  public static int hash(byte[] bytes, int from, int to) {
    int length = to - from;
    int last = to - Long.BYTES;
    long hash = length;
    for (int i = from; i < last; i += Long.BYTES) {
      hash = (hash ^ longAt(bytes, i)) * SPREAD;
      hash ^= hash >>> 32;
    }
    hash ^= length < Long.BYTES ? firstBytes(bytes, from, length) : longAt(bytes, last);
    return (int) ((hash * SPREAD) >>> 32);
  }
}
