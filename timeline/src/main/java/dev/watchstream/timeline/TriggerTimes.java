package dev.watchstream.timeline;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.watchstream.parser.EventType;
import dev.watchstream.parser.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * When the events of a stream happened, as its objects say in the annotation {@code
 * endpoints.kubernetes.io/last-change-trigger-time}: when the change came about that made the
 * controller write the object, to the second. So a stream that was kept without its timing, such as
 * curl's output, has times all the same.
 *
 * <p>Where an object says none, the time is that of the event before; time never goes back. When
 * somebody began to watch is not told, and the state that a stream begins with may have been
 * written long before: it gets the time of its last object, but at most {@link #MOST_BEFORE} before
 * the first change, and that is 0.
 *
 * <p>The bytes are searched, not parsed: a member of this name with a text for a value cannot stand
 * inside another text, where its quotes would be escaped. For one thread.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/labels-annotations-taints/#endpoints-kubernetes-io-last-change-trigger-time">the
 *     annotation</a>
 */
public final class TriggerTimes {

  /** How long before the first change the stream is taken to begin. */
  public static final Duration MOST_BEFORE = Duration.ofSeconds(10);

  private static final byte[] NAME =
      "\"endpoints.kubernetes.io/last-change-trigger-time\"".getBytes(US_ASCII);

  /** Longer than any time with its quotes, colon and spaces. */
  private static final int MOST_VALUE = 80;

  /** The end of what was read: a name may have begun there. */
  private final byte[] seam = new byte[NAME.length + MOST_VALUE];

  private int seamLength;
  private @Nullable Instant latest;
  private @Nullable Instant zero;
  private boolean hasChanged;

  /** Of a stream of which nothing was read yet. */
  public TriggerTimes() {}

  /** Takes the next bytes of the stream: none beyond the event that is asked for next. */
  public void read(byte[] bytes, int from, int to) {
    int searchedTo = from;
    while (seamLength > 0 && searchedTo < to) {
      // What the last bytes left open is looked at together with as many as may belong to it.
      int taken = Math.min(to - searchedTo, seam.length - seamLength);
      System.arraycopy(bytes, searchedTo, seam, seamLength, taken);
      int length = seamLength + taken;
      int open = search(seam, 0, length);
      if (open >= seamLength) {
        searchedTo += open - seamLength;
        seamLength = 0;
      } else {
        searchedTo += taken;
        seamLength = length - open;
        System.arraycopy(seam, open, seam, 0, seamLength);
      }
    }
    if (searchedTo < to) {
      int open = search(bytes, searchedTo, to);
      seamLength = to - open;
      System.arraycopy(bytes, open, seam, 0, seamLength);
    }
  }

  /** When this event happened, from the start; null where no time was told yet. */
  public @Nullable Duration of(StreamEvent event) {
    if (latest == null) {
      return null;
    }
    boolean isChange = event.type() == EventType.MODIFIED || event.type() == EventType.DELETED;
    if (!hasChanged && isChange) {
      hasChanged = true;
      Instant least = latest.minus(MOST_BEFORE);
      zero = zero == null || zero.isBefore(least) ? least : zero;
    } else if (!hasChanged) {
      zero = latest;
    }
    return zero == null ? null : Duration.between(zero, latest);
  }

  /** Whether any time was told. */
  public boolean isKnown() {
    return latest != null;
  }

  /** The latest time that was told; null where none was. */
  public @Nullable Instant latest() {
    return latest;
  }

  /** What the wall clock said at time 0, as far as is known by now. */
  public @Nullable Instant startedAt() {
    return zero;
  }

  /** Notes the times in these bytes; returns from where on a name may have begun, or their end. */
  private int search(byte[] bytes, int from, int to) {
    int at = from;
    // The last byte of the name that may stand there tells how far the next try can be.
    while (at + NAME.length <= to) {
      byte last = bytes[at + NAME.length - 1];
      if (last != '"' || !Arrays.equals(bytes, at, at + NAME.length, NAME, 0, NAME.length)) {
        at += SHIFT[last & 0xFF];
        continue;
      }
      int value = at + NAME.length;
      if (!note(bytes, value, to) && to - value < MOST_VALUE) {
        return at;
      }
      at = value;
    }
    // At most as much as a name without its last byte.
    return at;
  }

  /** Whether a whole value stands there. */
  private boolean note(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, Math.min(MOST_VALUE, to - from), US_ASCII).stripLeading();
    if (!text.startsWith(":")) {
      return false;
    }
    text = text.substring(1).stripLeading();
    int end = text.indexOf('"', 1);
    if (!text.startsWith("\"") || end < 0) {
      return false;
    }
    try {
      Instant time = Instant.parse(text.substring(1, end));
      latest = latest == null || time.isAfter(latest) ? time : latest;
    } catch (DateTimeParseException e) {
      // Whoever wrote this was no controller.
      return true;
    }
    return true;
  }

  /** By Horspool: how far to go on when the name's last place holds this byte. */
  private static final int[] SHIFT = new int[256];

  static {
    Arrays.fill(SHIFT, NAME.length);
    for (int i = 0; i < NAME.length - 1; i++) {
      SHIFT[NAME[i] & 0xFF] = NAME.length - 1 - i;
    }
  }
}
