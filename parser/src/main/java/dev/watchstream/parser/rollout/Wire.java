package dev.watchstream.parser.rollout;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.TargetRef;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The serialized forms that changes and states consist of. */
final class Wire {

  /** The limit of a length or a count: a larger one means damaged bytes. */
  private static final int MOST_BYTES = 64 << 20;

  private static final int ABSENT = -1;

  /** Reads one item. */
  interface ItemReader<T> {
    T read(DataInput in) throws IOException;
  }

  /** Writes one item. */
  interface ItemWriter<T> {
    void write(DataOutput out, T item) throws IOException;
  }

  private Wire() {}

  static void checkVersion(String what, int found, int newest) throws IOException {
    if (found < 1 || found > newest) {
      throw new InvalidObjectException(
          what
              + " is of version "
              + found
              + ", and this release reads 1 to "
              + newest
              + ": read it with the release that wrote it, or a newer one");
    }
  }

  static void writeString(DataOutput out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(ABSENT);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  static @Nullable String readNullable(DataInput in) throws IOException {
    int length = in.readInt();
    if (length == ABSENT) {
      return null;
    }
    byte[] utf8 = new byte[checkCount(length)];
    in.readFully(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  static String readString(DataInput in) throws IOException {
    String text = readNullable(in);
    if (text == null) {
      throw new InvalidObjectException("a text is absent that must be there");
    }
    return text;
  }

  static void writeService(DataOutput out, ServiceName service) throws IOException {
    writeString(out, service.kind());
    writeString(out, service.namespace());
    writeString(out, service.name());
  }

  static ServiceName readService(DataInput in) throws IOException {
    return new ServiceName(readString(in), readString(in), readString(in));
  }

  static void writeTime(DataOutput out, @Nullable Duration time) throws IOException {
    out.writeBoolean(time != null);
    if (time != null) {
      out.writeLong(time.getSeconds());
      out.writeInt(time.getNano());
    }
  }

  static @Nullable Duration readTime(DataInput in) throws IOException {
    return in.readBoolean() ? Duration.ofSeconds(in.readLong(), in.readInt()) : null;
  }

  static Duration readDuration(DataInput in) throws IOException {
    Duration time = readTime(in);
    if (time == null) {
      throw new InvalidObjectException("a time is absent that must be there");
    }
    return time;
  }

  static void writeAddress(DataOutput out, Address address) throws IOException {
    writeString(out, address.ip());
    writeString(out, address.hostname());
    writeString(out, address.nodeName());
    writeString(out, address.zone());
    TargetRef target = address.targetRef();
    out.writeBoolean(target != null);
    if (target != null) {
      writeString(out, target.kind());
      writeString(out, target.namespace());
      writeString(out, target.name());
      writeString(out, target.uid());
    }
  }

  static Address readAddress(DataInput in) throws IOException {
    String ip = readString(in);
    String hostname = readNullable(in);
    String nodeName = readNullable(in);
    String zone = readNullable(in);
    TargetRef target =
        in.readBoolean()
            ? new TargetRef(readNullable(in), readNullable(in), readNullable(in), readNullable(in))
            : null;
    return new Address(ip, hostname, nodeName, zone, target);
  }

  static <E extends Enum<E>> E readEnum(DataInput in, Class<E> type) throws IOException {
    String name = readString(in);
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new InvalidObjectException("no " + type.getSimpleName() + " is called " + name);
    }
  }

  static <T> void writeList(DataOutput out, Collection<T> items, ItemWriter<T> writer)
      throws IOException {
    out.writeInt(items.size());
    for (T item : items) {
      writer.write(out, item);
    }
  }

  static <T> List<T> readList(DataInput in, ItemReader<T> reader) throws IOException {
    int count = checkCount(in.readInt());
    List<T> items = new ArrayList<>(Math.min(count, 1024)); // the count may be a lie
    for (int i = 0; i < count; i++) {
      items.add(reader.read(in));
    }
    return items;
  }

  private static int checkCount(int count) throws IOException {
    if (count < 0 || count > MOST_BYTES) {
      throw new InvalidObjectException("a length of " + count + " is none");
    }
    return count;
  }
}
