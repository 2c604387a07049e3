package dev.watchstream.parser;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Looks at many bytes at once. */
final class Bytes {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Spreads each bit over the higher ones: 2 to the 64 divided by the golden ratio. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** From this length on the JDK's loop over vectors is worth its start. */
  private static final int LONG = 64;

  private Bytes() {}

  /** The eight bytes from {@code index} on, the first one lowest. */
  static long longAt(byte[] bytes, int index) {
    return (long) LONGS.get(bytes, index);
  }

  /** How many bytes are equal from the start of both ranges on. */
  static int equalPrefix(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    int different = Arrays.mismatch(a, aFrom, aTo, b, bFrom, bTo);
    return different < 0 ? aTo - aFrom : different;
  }

  /** Whether so many bytes are equal. */
  static boolean areEqual(byte[] a, int aFrom, byte[] b, int bFrom, int length) {
    if (length < Long.BYTES) {
      for (int i = 0; i < length; i++) {
        if (a[aFrom + i] != b[bFrom + i]) {
          return false;
        }
      }
      return true;
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

  /** A hash of few bytes; anybody can make others of the same. */
  static int hash(byte[] bytes, int from, int to) {
    long hash = to - from;
    if (hash < Long.BYTES) {
      for (int i = from; i < to; i++) {
        hash = hash << Byte.SIZE | bytes[i] & 0xff;
      }
    } else {
      int last = to - Long.BYTES;
      for (int i = from; i < last; i += Long.BYTES) {
        hash = (hash ^ longAt(bytes, i)) * SPREAD;
        hash ^= hash >>> 32;
      }
      hash ^= longAt(bytes, last);
    }
    hash *= SPREAD;
    return (int) (hash >>> 32);
  }
}
