package dev.watchstream.cli;

import org.jspecify.annotations.Nullable;

/** Tells from the first bytes of an input that is no JSON what it is instead. */
final class Magic {

  private Magic() {}

  /** What helps; null for an input that looks like nothing known. */
  static @Nullable String hint(byte[] head) {
    if (startsWith(head, 0x1F, 0x8B)) {
      return "it is gzip: give it as a file whose name ends in .gz, or through zcat";
    }
    if (startsWith(head, 0x28, 0xB5, 0x2F, 0xFD)) {
      return "it is zstd: give it as a file whose name ends in .zst, or through zstdcat";
    }
    if (startsWith(head, 0xFE, 0xFF)
        || startsWith(head, 0xFF, 0xFE)
        || startsWith(head, '{', 0)
        || startsWith(head, 0, '{')) {
      return "it is UTF-16: give it through iconv -f UTF-16 -t UTF-8";
    }
    return null;
  }

  private static boolean startsWith(byte[] head, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i == head.length || (head[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
