package dev.watchstream.replay.json;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Compact JSON being written, escaped as the API server escapes (Go's encoding/json). */
public final class JsonText {
  private static final int FIRST_BYTES = 512;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;

  public JsonText raw(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    return raw(utf8, 0, utf8.length);
  }

  public JsonText raw(byte[] json, int start, int end) {
    ensure(end - start);
    System.arraycopy(json, start, bytes, length, end - start);
    length += end - start;
    return this;
  }

  /** Appends the remaining bytes; the buffer's position does not change. */
  public JsonText raw(ByteBuffer json) {
    int more = json.remaining();
    ensure(more);
    json.get(json.position(), bytes, length, more);
    length += more;
    return this;
  }

  public JsonText string(String value) {
    StringBuilder escaped = new StringBuilder(value.length() + 2);
    escaped.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> escaped.append("\\\"");
        case '\\' -> escaped.append("\\\\");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> {
          if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
            escaped.append("\\u%04x".formatted((int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return raw(escaped.append('"').toString());
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Read-only, and not a copy: nothing may be appended any more. */
  public ByteBuffer toBuffer() {
    return ByteBuffer.wrap(bytes, 0, length).slice().asReadOnlyBuffer();
  }

  private void ensure(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * bytes.length)));
    }
  }
}
