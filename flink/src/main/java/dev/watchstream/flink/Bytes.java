package dev.watchstream.flink;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads and writes the parts of what is stored in checkpoints. */
final class Bytes {

  private Bytes() {}

  static void writeNullable(DataOutput out, @Nullable String text) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeUTF(text);
    }
  }

  static @Nullable String readNullable(DataInput in) throws IOException {
    return in.readBoolean() ? in.readUTF() : null;
  }

  static void writeInstant(DataOutput out, @Nullable Instant time) throws IOException {
    out.writeBoolean(time != null);
    if (time != null) {
      out.writeLong(time.getEpochSecond());
      out.writeInt(time.getNano());
    }
  }

  static @Nullable Instant readInstant(DataInput in) throws IOException {
    return in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
  }

  static void checkVersion(String what, int found, int newest) throws IOException {
    if (found < 1 || found > newest) {
      throw new IOException(
          ("%s is of version %d, and this release reads 1 to %d: go on with the release that wrote"
                  + " it, or a newer one")
              .formatted(what, found, newest));
    }
  }
}
