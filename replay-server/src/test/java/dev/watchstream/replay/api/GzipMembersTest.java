package dev.watchstream.replay.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class GzipMembersTest {
  private final GzipMembers members = new GzipMembers();

  @Test
  void aMemberIsWhatGoWritesWithAFlushBeforeItsEnd() {
    assertThat(HexFormat.of().formatHex(raw(members.member(utf8("{\"type\":\"ADDED\"}\n")))))
        .isEqualTo(
            "1f8b08000000000004ff"
                + "aa562aa92c4855b252727471717551aae5020000"
                + "00ffff"
                + "010000ffff"
                + "45d0264311000000");
  }

  @Test
  void whatIsInAMemberIsReadBeforeItsEndIs() throws Exception {
    byte[] random = new byte[100_000];
    new Random(1).nextBytes(random);
    for (int length = 1; length <= random.length; length += 1 + length / 3) {
      byte[] event = Arrays.copyOf(random, length);
      event[length - 1] = '\n';
      byte[] member = raw(members.member(ByteBuffer.wrap(event)));
      Inflater inflater = new Inflater(true);
      inflater.setInput(member, 10, member.length - 10 - 13);
      byte[] read = new byte[length];
      assertThat(inflater.inflate(read)).isEqualTo(length);
      assertThat(read).isEqualTo(event);
      inflater.end();
      assertThat(plain(member)).isEqualTo(event);
    }
  }

  @Test
  void aMemberHoldsWholeEvents() throws Exception {
    assertThat(members.member(utf8("on"))).isNull();
    assertThat(text(members.member(utf8("e\ntwo\nth")))).isEqualTo("one\ntwo\n");
    assertThat(members.member(utf8("r"))).isNull();
    assertThat(text(members.member(utf8("ee\n")))).isEqualTo("three\n");
    assertThat(members.rest()).isNull();
    assertThat(members.member(utf8("fo"))).isNull();
    assertThat(text(members.rest())).isEqualTo("fo");
    assertThat(members.rest()).isNull();
  }

  @Test
  void anEventThatIsVeryLongIsNotHeldBackAsAWhole() throws Exception {
    String half = "x".repeat(600_000);
    assertThat(members.member(utf8(half))).isNull();
    assertThat(text(members.member(utf8(half)))).hasSize(1_200_000);
    assertThat(text(members.member(utf8("y\nz" + half + half)))).hasSize(1_200_003);
    assertThat(members.rest()).isNull();
  }

  private static String text(ByteBuffer member) throws Exception {
    return new String(plain(raw(member)), StandardCharsets.UTF_8);
  }

  private static byte[] plain(byte[] member) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    new GZIPInputStream(new ByteArrayInputStream(member)).transferTo(all);
    return all.toByteArray();
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
  }

  private static byte[] raw(ByteBuffer bytes) {
    byte[] raw = new byte[bytes.remaining()];
    bytes.duplicate().get(raw);
    return raw;
  }
}
