package dev.watchstream.parser.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@link Utf8} against the decoder of the JDK, which is strict. */
class Utf8Test {

  private final CharsetDecoder decoder =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  private final CharBuffer chars = CharBuffer.allocate(2048);

  @Test
  void every_sequence_of_one_to_three_bytes_is_judged_as_the_jdk_does() {
    for (int length = 1; length <= 3; length++) {
      byte[] bytes = new byte[length];
      for (int code = 0; code < 1 << (8 * length); code++) {
        for (int i = 0; i < length; i++) {
          bytes[i] = (byte) (code >>> (8 * (length - 1 - i)));
        }
        check(bytes, length);
      }
    }
  }

  @Test
  void every_beginning_of_a_character_of_four_bytes_is_judged_as_the_jdk_does() {
    int[] thirds = {0x00, 0x7F, 0x80, 0x81, 0x8F, 0x90, 0x9F, 0xA0, 0xBE, 0xBF, 0xC0, 0xFF};
    byte[] bytes = new byte[4];
    for (int pair = 0; pair < 1 << 16; pair++) {
      bytes[0] = (byte) (pair >>> 8);
      bytes[1] = (byte) pair;
      for (int third : thirds) {
        bytes[2] = (byte) third;
        for (int fourth : thirds) {
          bytes[3] = (byte) fourth;
          check(bytes, 4);
        }
      }
    }
  }

  @Test
  void every_character_is_whole_and_every_part_of_one_is_incomplete() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        continue;
      }
      byte[] bytes = Character.toString(c).getBytes(UTF_8);
      if (Utf8.character(bytes, 0, bytes.length) != bytes.length) {
        throw new AssertionError("U+" + Integer.toHexString(c));
      }
      for (int cut = 1; cut < bytes.length; cut++) {
        if (Utf8.character(bytes, 0, cut) != Utf8.INCOMPLETE) {
          throw new AssertionError("U+" + Integer.toHexString(c) + " cut after " + cut);
        }
      }
    }
  }

  @Test
  void long_texts_are_judged_as_the_jdk_does() {
    Random random = new Random(1);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = randomText(random).getBytes(UTF_8);
      // Most of them with one or two bytes that do not belong there.
      for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      check(bytes, bytes.length);
    }
  }

  @Test
  void a_part_of_an_array_is_judged_without_looking_beyond_it() {
    byte[] bytes = "é".repeat(40).getBytes(UTF_8);
    for (int from = 0; from < bytes.length; from++) {
      for (int to = from; to <= bytes.length; to++) {
        int expected = from % 2 == 0 ? from + (to - from) / 2 * 2 : from;
        assertThat(Utf8.wholeCharacters(bytes, from, to)).isEqualTo(expected);
      }
    }
  }

  private void check(byte[] bytes, int length) {
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    chars.clear();
    CoderResult result = decoder.reset().decode(in, chars, false);
    int whole = in.position();
    int found = Utf8.wholeCharacters(bytes, 0, length);
    if (found != whole) {
      throw new AssertionError(hex(bytes) + ": " + found + ", JDK " + whole);
    }
    if (found == length) {
      return;
    }
    int next = Utf8.character(bytes, found, length);
    if (next
        != (result.isError() || isHopeless(bytes, found) ? Utf8.ILL_FORMED : Utf8.INCOMPLETE)) {
      throw new AssertionError(hex(bytes) + ": " + next + ", JDK " + result);
    }
  }

  /**
   * The JDK reports a surrogate only after its last byte, whatever that is. The second byte
   * decides.
   */
  private boolean isHopeless(byte[] bytes, int from) {
    if (bytes.length - from == 1) {
      return false;
    }
    byte[] complete = Arrays.copyOfRange(bytes, from, from + 4);
    for (int i = bytes.length - from; i < 4; i++) {
      complete[i] = (byte) 0x80;
    }
    chars.clear();
    decoder.reset().decode(ByteBuffer.wrap(complete), chars, false);
    return chars.position() == 0;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(300);
    int[] bounds = {0x80, 0x80, 0x80, 0x80, 0x800, 0x10000, 0x110000};
    int bound = bounds[random.nextInt(bounds.length)];
    while (text.length() < length) {
      int c = random.nextInt(random.nextInt(8) == 0 ? bound : 0x80);
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        text.appendCodePoint(c);
      }
    }
    return text.toString();
  }
}
