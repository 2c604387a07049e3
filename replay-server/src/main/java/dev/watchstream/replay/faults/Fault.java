package dev.watchstream.replay.faults;

import dev.watchstream.replay.time.TimeText;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong on purpose. A {@link FaultRule} says on which requests; its {@link
 * FaultRule#parse} reads the textual form, which is what {@code toString} gives but for the seeds.
 *
 * <table>
 * <caption>Faults and their textual form</caption>
 * <tr><th>text<th>what a client sees
 * <tr><td>{@code cut@POINT}<td>the connection closed (FIN) in the middle of the body
 * <tr><td>{@code cut=clean@POINT}<td>the body's end as the protocol has it, too early
 * <tr><td>{@code cut=rst@POINT}<td>the connection reset (RST)
 * <tr><td>{@code cut=goaway@POINT}<td>HTTP/2 GOAWAY, then the connection closed; FIN on HTTP/1.1
 * <tr><td>{@code cut=rst_stream@POINT}<td>HTTP/2 RST_STREAM; RST on HTTP/1.1
 * <tr><td>{@code stall@POINT:TIME}<td>nothing for that time, then all that was held back
 * <tr><td>{@code stall@POINT}<td>nothing any more, not even the watch's timeout
 * <tr><td>{@code delay:TIME}<td>each chunk that much later than it is due, and after the one before
 * <tr><td>{@code jitter:TIME}<td>the same by a random time of up to that
 * <tr><td>{@code dribble=BYTES}<td>chunks of that many bytes
 * <tr><td>{@code dribble=BYTES:TIME}<td>the same, and that time between them
 * <tr><td>{@code gone}<td>HTTP 410, reason Expired
 * <tr><td>{@code gone@event=N}<td>in place of event N an ERROR event with a Status of 410, and the end
 * <tr><td>{@code status=CODE}<td>HTTP with that status, 400 to 599, and the body that goes with it
 * <tr><td>{@code status=CODE:TIME}<td>the same with Retry-After, in whole seconds
 * <tr><td>{@code duplicate@event=N}<td>event N twice
 * <tr><td>{@code drop@event=N}<td>event N missing
 * <tr><td>{@code garbage=BYTES@POINT}<td>that many bytes that are no JSON in between
 * <tr><td>{@code gzip}<td>gzip where the client accepts it, each chunk a member of its own
 * </table>
 *
 * <p>A POINT is {@code byte=N} (after N bytes), {@code event=N} (in front of event N, an event being
 * a line), {@code event=N+B} (B bytes into it), {@code character=N} (inside the Nth character of
 * more than one byte) or {@code time=TIME} (of the recording). It is reached when what comes after
 * it is due. A TIME is a number with {@code ms}, {@code s} or {@code m}.
 *
 * <p>{@code @request=N} limits a fault to the Nth of the requests that it could meet, and {@code
 * @path=PATTERN} to paths, {@code *} standing for anything. Several faults are applied in the order
 * they are given, the first one next to the recording.
 */
public sealed interface Fault {

  /** This fault on every request. */
  default FaultRule always() {
    return new FaultRule(this, null, FaultRule.EVERY);
  }

  /**
   * This fault on one request.
   *
   * @param number of the only request that it meets, from 1
   */
  default FaultRule onRequest(int number) {
    return new FaultRule(this, null, number);
  }

  /** The body ends there. */
  record Cut(How how, Point at) implements Fault {
    public Cut {
      Objects.requireNonNull(how, "how");
      Objects.requireNonNull(at, "at");
    }

    @Override
    public String toString() {
      return (how == How.FIN ? "cut" : "cut=" + how.name().toLowerCase(Locale.ROOT)) + at;
    }

    /** The kinds of end. */
    public enum How {
      /** As the protocol has it: the terminal chunk, END_STREAM, or a close frame. */
      CLEAN,
      /** The connection is closed. */
      FIN,
      /** The connection is reset. */
      RST,
      /** HTTP/2 says GOAWAY and the connection is closed; as {@link #FIN} on HTTP/1.1. */
      GOAWAY,
      /** HTTP/2 resets the stream; as {@link #RST} on HTTP/1.1. */
      RST_STREAM
    }
  }

  /**
   * Nothing is sent from there on.
   *
   * @param forTime of the wall clock, positive; null for good
   */
  record Stall(Point at, @Nullable Duration forTime) implements Fault {
    public Stall {
      Objects.requireNonNull(at, "at");
      if (forTime != null) {
        requirePositive("a stall", forTime);
      }
    }

    @Override
    public String toString() {
      return "stall" + at + (forTime == null ? "" : ":" + TimeText.of(forTime));
    }
  }

  /** Each chunk is sent that much later. */
  record Delay(Duration by) implements Fault {
    public Delay {
      requirePositive("a delay", by);
    }

    @Override
    public String toString() {
      return "delay:" + TimeText.of(by);
    }
  }

  /**
   * Each chunk is sent later by a random time.
   *
   * @param upTo at most that much
   * @param seed the same seed gives the same times to each watch
   */
  record Jitter(Duration upTo, long seed) implements Fault {
    public Jitter {
      requirePositive("a jitter", upTo);
    }

    @Override
    public String toString() {
      return "jitter:" + TimeText.of(upTo);
    }
  }

  /**
   * Chunks of another size.
   *
   * @param bytes of a chunk at most, 1 or more
   * @param every the wall-clock time between the pieces of a chunk; 0 or more
   */
  record Dribble(int bytes, Duration every) implements Fault {
    public Dribble {
      requireAtLeastOne("a dribble's bytes", bytes);
      if (every.isNegative()) {
        throw new IllegalArgumentException("a dribble's time is 0 or more, not " + every);
      }
    }

    @Override
    public String toString() {
      return "dribble=" + bytes + (every.isZero() ? "" : ":" + TimeText.of(every));
    }
  }

  /**
   * 410: the resource version is too old.
   *
   * @param event the number, from 1, of the event in whose place it comes; null for HTTP's status
   */
  record Gone(@Nullable Integer event) implements Fault {
    public Gone {
      if (event != null) {
        requireAtLeastOne("an event's number", event);
      }
    }

    @Override
    public String toString() {
      return event == null ? "gone" : "gone@event=" + event;
    }
  }

  /**
   * Another answer than the API server's.
   *
   * @param code from 400 to 599
   * @param retryAfter of its header; null for none, positive
   */
  record Status(int code, @Nullable Duration retryAfter) implements Fault {
    public Status {
      if (code < 400 || code > 599) {
        throw new IllegalArgumentException("a status that fails is from 400 to 599, not " + code);
      }
      if (retryAfter != null) {
        requirePositive("Retry-After", retryAfter);
      }
    }

    @Override
    public String toString() {
      return "status=" + code + (retryAfter == null ? "" : ":" + TimeText.of(retryAfter));
    }
  }

  /**
   * An event comes twice.
   *
   * @param event its number, from 1
   */
  record Duplicate(int event) implements Fault {
    public Duplicate {
      requireAtLeastOne("an event's number", event);
    }

    @Override
    public String toString() {
      return "duplicate@event=" + event;
    }
  }

  /**
   * An event does not come.
   *
   * @param event its number, from 1
   */
  record Drop(int event) implements Fault {
    public Drop {
      requireAtLeastOne("an event's number", event);
    }

    @Override
    public String toString() {
      return "drop@event=" + event;
    }
  }

  /**
   * Bytes that are no JSON.
   *
   * @param bytes how many, 1 or more
   * @param seed the same seed gives the same bytes
   */
  record Garbage(int bytes, Point at, long seed) implements Fault {
    public Garbage {
      requireAtLeastOne("garbage's bytes", bytes);
      Objects.requireNonNull(at, "at");
    }

    @Override
    public String toString() {
      return "garbage=" + bytes + at;
    }
  }

  /**
   * Content-Encoding: gzip for a client that accepts it, with a member of its own for each chunk,
   * as Kubernetes 1.37 flushes a watch. Not on a WebSocket.
   */
  record Gzip() implements Fault {
    @Override
    public String toString() {
      return "gzip";
    }
  }

  /** A place in a watch's body. */
  sealed interface Point {
    /**
     * After so many bytes.
     *
     * @param offset 0 or more
     */
    record AtByte(long offset) implements Point {
      public AtByte {
        if (offset < 0) {
          throw new IllegalArgumentException("a byte's offset is 0 or more, not " + offset);
        }
      }

      @Override
      public String toString() {
        return "@byte=" + offset;
      }
    }

    /**
     * In front of an event, or inside it. An event is a line.
     *
     * @param number from 1
     * @param offset from the event's first byte, 0 or more
     */
    record AtEvent(int number, int offset) implements Point {
      public AtEvent {
        requireAtLeastOne("an event's number", number);
        if (offset < 0) {
          throw new IllegalArgumentException("an offset in an event is 0 or more, not " + offset);
        }
      }

      @Override
      public String toString() {
        return "@event=" + number + (offset == 0 ? "" : "+" + offset);
      }
    }

    /**
     * After the first byte of a character that has more than one in UTF-8.
     *
     * @param number among those characters, from 1
     */
    record InCharacter(int number) implements Point {
      public InCharacter {
        requireAtLeastOne("a character's number", number);
      }

      @Override
      public String toString() {
        return "@character=" + number;
      }
    }

    /** When the recording's clock shows that, positive or zero. */
    record AtTime(Duration time) implements Point {
      public AtTime {
        if (time.isNegative()) {
          throw new IllegalArgumentException("a time is 0 or more, not " + time);
        }
      }

      @Override
      public String toString() {
        return "@time=" + TimeText.of(time);
      }
    }
  }

  private static void requirePositive(String what, Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException(what + " is longer than nothing, not " + time);
    }
  }

  private static void requireAtLeastOne(String what, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(what + " is 1 or more, not " + number);
    }
  }
}
