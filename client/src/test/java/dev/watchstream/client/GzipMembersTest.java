package dev.watchstream.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipMembersTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void readsMembersOneAfterAnotherInPiecesOfAnySize() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      String text = ("event " + i + "\n").repeat(i * 1000);
      expected.append(text);
      members.writeBytes(member(text));
    }
    for (int size : new int[] {1, 2, 3, 7, 100, members.size()}) {
      out.reset();
      read(members.toByteArray(), size);
      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected.toString());
    }
  }

  @Test
  void handsOutAMemberBeforeTheNextOneComes() throws IOException {
    try (GzipMembers gzip = new GzipMembers(out::write)) {
      byte[] first = member("first");
      gzip.feed(first, 0, first.length);
      assertThat(out).hasToString("first");
      gzip.endOfInput();
    }
  }

  @Test
  void handsOutWhatWasFlushedInsideAMember() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream compressed = new GZIPOutputStream(bytes, 512, true);
        GzipMembers gzip = new GzipMembers(out::write)) {
      compressed.write("first".getBytes(StandardCharsets.UTF_8));
      compressed.flush();
      gzip.feed(bytes.toByteArray(), 0, bytes.size());
      assertThat(out).hasToString("first");
      assertThatThrownBy(gzip::endOfInput).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void readsHeadersWithEveryOptionalPart() throws IOException {
    byte[] plain = member("text");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(plain, 0, 3);
    bytes.write(2 | 4 | 8 | 16);
    bytes.write(plain, 4, 6);
    bytes.writeBytes(new byte[] {3, 0, 'a', 'b', 'c'});
    bytes.writeBytes("name\0comment\0".getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(new byte[] {1, 2});
    bytes.write(plain, 10, plain.length - 10);
    read(bytes.toByteArray(), 1);
    assertThat(out).hasToString("text");
  }

  @Test
  void aWrongChecksumIsAnError() {
    byte[] damaged = member("text");
    damaged[damaged.length - 8] ^= 1;
    assertThatThrownBy(() -> read(damaged, 100))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void whatIsNoGzipIsAnError() {
    assertThatThrownBy(() -> read("{\"type\":\"ADDED\"}".getBytes(StandardCharsets.UTF_8), 100))
        .hasMessage("the server says gzip and sends something else");
  }

  private void read(byte[] bytes, int size) throws IOException {
    try (GzipMembers gzip = new GzipMembers(out::write)) {
      for (int i = 0; i < bytes.length; i += size) {
        gzip.feed(bytes, i, Math.min(size, bytes.length - i));
      }
      gzip.endOfInput();
    }
  }

  static byte[] member(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }
}
