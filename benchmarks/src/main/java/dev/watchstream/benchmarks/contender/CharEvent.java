package dev.watchstream.benchmarks.contender;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An event as ranges of one array of chars; refilled for each event. */
final class CharEvent {

  private static final int OFFSET = 2 * Field.IP;
  private static final int INTS = 2 * Field.COUNT - OFFSET;

  /** From and to, by {@link Field}; an empty range stands for absent. */
  final int[] values = new int[2 * Field.COUNT];

  @Nullable Input input;

  private char[] chars = new char[1 << 16];
  private int length;

  /** The ranges of each address, {@link #INTS} ints each. */
  private int[] addresses = new int[1 << 10];

  private Condition[] conditions = new Condition[1 << 6];
  private int count;

  /** Keeps the type, which may be before or after the object. */
  void clear() {
    Arrays.fill(values, 2 * Field.KIND, values.length, 0);
    int typeFrom = values[0];
    int typeLength = values[1] - typeFrom;
    System.arraycopy(chars, typeFrom, chars, 0, typeLength);
    values[0] = 0;
    values[1] = typeLength;
    length = typeLength;
    count = 0;
  }

  int length() {
    return length;
  }

  void append(char[] source, int offset, int count) {
    if (length + count > chars.length) {
      chars = Arrays.copyOf(chars, Math.max(2 * chars.length, length + count));
    }
    System.arraycopy(source, offset, chars, length, count);
    length += count;
  }

  void add(Condition condition, int[] ranges) {
    if (count == conditions.length) {
      conditions = Arrays.copyOf(conditions, 2 * count);
    }
    if ((count + 1) * INTS > addresses.length) {
      addresses = Arrays.copyOf(addresses, 2 * addresses.length);
    }
    System.arraycopy(ranges, OFFSET, addresses, count * INTS, INTS);
    conditions[count++] = condition;
  }

  long visit() {
    int ready = 0;
    int notReady = 0;
    int terminating = 0;
    for (int i = 0; i < count; i++) {
      int withIp = addresses[i * INTS + 1] > addresses[i * INTS] ? 1 : 0;
      switch (conditions[i]) {
        case READY -> ready += withIp;
        case NOT_READY -> notReady += withIp;
        case TERMINATING -> terminating += withIp;
      }
    }
    int version = 2 * Field.RESOURCE_VERSION;
    return Tally.visit(values[version + 1] - values[version], ready, notReady, terminating);
  }

  CanonicalEvent canonical() {
    Input from = Objects.requireNonNull(input);
    boolean listed = from.form() == Input.Form.LIST;
    return new CanonicalEvent(
        listed ? CanonicalEvent.LISTED : Objects.requireNonNull(value(Field.TYPE)),
        listed ? from.kind() : Objects.requireNonNull(value(Field.KIND)),
        value(Field.NAMESPACE),
        value(Field.NAME),
        value(Field.RESOURCE_VERSION),
        value(Field.UID),
        addresses(Condition.READY),
        addresses(Condition.NOT_READY),
        addresses(Condition.TERMINATING));
  }

  private List<CanonicalAddress> addresses(Condition condition) {
    List<CanonicalAddress> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (conditions[i] == condition) {
        list.add(
            new CanonicalAddress(
                value(i, Field.IP),
                value(i, Field.HOSTNAME),
                value(i, Field.NODE_NAME),
                value(i, Field.TARGET_KIND),
                value(i, Field.TARGET_NAMESPACE),
                value(i, Field.TARGET_NAME),
                value(i, Field.TARGET_UID)));
      }
    }
    return list;
  }

  private @Nullable String value(int field) {
    return text(values, 2 * field);
  }

  private @Nullable String value(int address, int field) {
    return text(addresses, address * INTS - OFFSET + 2 * field);
  }

  private @Nullable String text(int[] ranges, int at) {
    int from = ranges[at];
    return ranges[at + 1] == from ? null : new String(chars, from, ranges[at + 1] - from);
  }
}
