package dev.watchstream.replay.http;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The part of DER (X.690) that a certificate needs. */
final class Der {
  private static final DateTimeFormatter GENERALIZED =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** From this year on a certificate writes the year with four digits (RFC 5280, 4.1.2.5). */
  private static final Instant Y2050 = Instant.parse("2050-01-01T00:00:00Z");

  static final byte[] TRUE = tagged(0x01, new byte[] {(byte) 0xff});

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return tagged(0x30, parts);
  }

  static byte[] set(byte[]... parts) {
    return tagged(0x31, parts);
  }

  static byte[] integer(BigInteger value) {
    return tagged(0x02, value.toByteArray());
  }

  static byte[] octets(byte[]... parts) {
    return tagged(0x04, parts);
  }

  /**
   * @param unused how many bits at the end are unused, 0 to 7
   */
  static byte[] bits(int unused, byte[] bytes) {
    return tagged(0x03, new byte[] {(byte) unused}, bytes);
  }

  static byte[] text(String text) {
    return tagged(0x0c, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] time(Instant instant) {
    return instant.isBefore(Y2050)
        ? tagged(0x17, UTC.format(instant).getBytes(StandardCharsets.US_ASCII))
        : tagged(0x18, GENERALIZED.format(instant).getBytes(StandardCharsets.US_ASCII));
  }

  /** An object identifier, such as {@code 2.5.4.3}. */
  static byte[] oid(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      int arc = Integer.parseInt(arcs[i]);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (arc >>> shift != 0) {
          bytes.write((arc >>> shift & 0x7f) | 0x80);
        }
      }
      bytes.write(arc & 0x7f);
    }
    return tagged(0x06, bytes.toByteArray());
  }

  static byte[] tagged(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(tag);
    int length = content.size();
    if (length < 0x80) {
      bytes.write(length);
    } else {
      byte[] digits = BigInteger.valueOf(length).toByteArray();
      int zeros = digits[0] == 0 ? 1 : 0;
      bytes.write(0x80 | (digits.length - zeros));
      bytes.write(digits, zeros, digits.length - zeros);
    }
    bytes.writeBytes(content.toByteArray());
    return bytes.toByteArray();
  }
}
