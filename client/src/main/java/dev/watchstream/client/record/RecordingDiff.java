package dev.watchstream.client.record;

import dev.watchstream.client.wire.OneLine;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.stream.EventStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The differences between two recordings: in their bytes, in their chunks, and event by event in
 * what the parser reads from them. Times are not compared.
 *
 * @param firstDifferentByte where the bodies differ first, or where the shorter one ends; -1 where
 *     they are equal
 * @param firstDifferentChunk the number, counted from 0, of the first chunk whose length differs or
 *     that only one has; -1 where the lengths are equal, or one has no timing
 * @param events the events that differ, the first {@link #MAX_EVENTS} of them
 * @param differentEvents how many events differ in all
 */
public record RecordingDiff(
    long firstDifferentByte, int firstDifferentChunk, List<Event> events, long differentEvents) {

  /** The most that {@link #events} contains. */
  public static final int MAX_EVENTS = 1000;

  /**
   * An event that differs.
   *
   * @param number counted from 0, the same in both
   * @param left the first recording's event, in a few words; null when that has ended
   * @param right the second's
   */
  public record Event(long number, @Nullable String left, @Nullable String right) {}

  public RecordingDiff {
    events = List.copyOf(events);
  }

  /**
   * Compares two recordings; memory is that of one event of each.
   *
   * @throws IOException if one cannot be read
   * @throws dev.watchstream.parser.WatchStreamException if one contains something that is no event
   */
  public static RecordingDiff between(Recording left, Recording right) throws IOException {
    long byteAt = firstDifferentByte(left, right);
    int chunkAt = firstDifferentChunk(left, right);
    if (byteAt < 0) {
      // Equal bytes are equal events, whether they can be read or not.
      return new RecordingDiff(byteAt, chunkAt, List.of(), 0);
    }
    List<Event> events = new ArrayList<>();
    long different = 0;
    ParserOptions options = ParserOptions.defaults().withSkipOtherKinds(true);
    try (EventStream a = EventStream.open(left.openBody(), options);
        EventStream b = EventStream.open(right.openBody(), options)) {
      for (long number = 0; ; number++) {
        StreamEvent ofA = a.next();
        StreamEvent ofB = b.next();
        if (ofA == null && ofB == null) {
          break;
        }
        if (!isSame(ofA, ofB)) {
          different++;
          if (events.size() < MAX_EVENTS) {
            events.add(new Event(number, text(ofA), text(ofB)));
          }
        }
      }
    }
    return new RecordingDiff(byteAt, chunkAt, events, different);
  }

  /** Whether bodies and chunks are equal, and so everything but the times. */
  public boolean isSame() {
    return firstDifferentByte < 0 && firstDifferentChunk < 0;
  }

  private static boolean isSame(@Nullable StreamEvent a, @Nullable StreamEvent b) {
    if (a instanceof EndpointsEvent x && b instanceof EndpointsEvent y) {
      // Its text has the type, the kind, the names and the version.
      return x.toString().equals(y.toString())
          && x.addresses().equals(y.addresses())
          && x.notReadyAddresses().equals(y.notReadyAddresses())
          && x.terminatingAddresses().equals(y.terminatingAddresses())
          && String.valueOf(x.uid()).equals(String.valueOf(y.uid()));
    }
    return a != null && a.equals(b);
  }

  private static @Nullable String text(@Nullable StreamEvent event) {
    return event == null ? null : OneLine.of(event.toString());
  }

  private static long firstDifferentByte(Recording left, Recording right) throws IOException {
    try (InputStream a = new BufferedInputStream(left.openBody());
        InputStream b = new BufferedInputStream(right.openBody())) {
      for (long at = 0; ; at++) {
        int ofA = a.read();
        if (ofA != b.read()) {
          return at;
        }
        if (ofA < 0) {
          return -1;
        }
      }
    }
  }

  private static int firstDifferentChunk(Recording left, Recording right) throws IOException {
    if (!left.hasTiming() || !right.hasTiming()) {
      return -1;
    }
    int shared = Math.min(left.chunks().size(), right.chunks().size());
    for (int i = 0; i < shared; i++) {
      if (left.chunks().get(i).length() != right.chunks().get(i).length()) {
        return i;
      }
    }
    return left.chunks().size() == right.chunks().size() ? -1 : shared;
  }
}
