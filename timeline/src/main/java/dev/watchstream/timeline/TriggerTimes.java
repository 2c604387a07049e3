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
 * endpoints.kubernetes.io/last-change-trigger-time}: the time, to the second, of the change that
 * made the controller write the object. So even a stream that was stored without arrival times,
 * such as curl's output, has times.
 *
 * <p>An object without the annotation has the time of the event before it; time never goes back.
 * When the watch began is not known, and the objects of the initial state may have been written
 * long before. So time 0 is that of the last object of the initial state, but at most {@link
 * #MOST_BEFORE} before the first change.
 *
 * <p>The bytes are searched, not parsed: inside another string the quotes of this member would be
 * escaped, so it cannot be found there. For use by one thread.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/labels-annotations-taints/#endpoints-kubernetes-io-last-change-trigger-time">the
 *     annotation</a>
 */
public final class TriggerTimes {

  /** How long before the first change time 0 is at most. */
  public static final Duration MOST_BEFORE = Duration.ofSeconds(10);

  /** A time outside of these was written by hand, and may be too far away to be counted from. */
  private static final Instant FIRST = Instant.EPOCH;

  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  private static final byte[] NAME =
      "\"endpoints.kubernetes.io/last-change-trigger-time\"".getBytes(US_ASCII);

  /** Longer than any time with its quotes, colon and spaces. */
  private static final int MOST_VALUE = 80;

  /** The end of the bytes read before, in which a name may have begun. */
  private final byte[] seam = new byte[NAME.length + MOST_VALUE];

  private int seamLength;
  private @Nullable Instant latest;
  private @Nullable Instant zero;
  private boolean hasChanged;

  /** The times of a stream of which nothing was read yet. */
  public TriggerTimes() {}

  /**
   * Takes the next bytes of the stream; they must not go beyond the event that is asked for next.
   */
  public void read(byte[] bytes, int from, int to) {
    int searchedTo = from;
    while (seamLength > 0 && searchedTo < to) {
      // A name or value that the last bytes left incomplete is searched together with the next
      // bytes.
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

  /**
   * When this event happened, from the start; null where no time was found yet. Must be called once
   * for each event, in order.
   */
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

  /** Whether any time was found. */
  public boolean isKnown() {
    return latest != null;
  }

  /** The latest time found so far; null where none was. */
  public @Nullable Instant latest() {
    return latest;
  }

  /** The wall-clock time at time 0; null where it is not known yet. */
  public @Nullable Instant startedAt() {
    return zero;
  }

  /**
   * Notes the times in these bytes; returns the index from which on a name or its value may be
   * incomplete.
   */
  private int search(byte[] bytes, int from, int to) {
    int at = from;
    // The byte at the name's last place says how far to shift for the next try.
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
    // What is left is shorter than the name.
    return at;
  }

  /** Notes the time of a value; false if the value is not complete, or not a string. */
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
      boolean isLater = latest == null || time.isAfter(latest);
      latest = isLater && !time.isBefore(FIRST) && time.isBefore(LAST) ? time : latest;
    } catch (DateTimeParseException e) {
      // Not written by a controller: ignored.
      return true;
    }
    return true;
  }

  /** How far to shift when the byte at the name's last place is this one (Boyer-Moore-Horspool). */
  private static final int[] SHIFT = new int[256];

  static {
    Arrays.fill(SHIFT, NAME.length);
    for (int i = 0; i < NAME.length - 1; i++) {
      SHIFT[NAME[i] & 0xFF] = NAME.length - 1 - i;
    }
  }
}
