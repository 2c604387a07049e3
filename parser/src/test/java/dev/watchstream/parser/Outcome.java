package dev.watchstream.parser;

import dev.watchstream.parser.stream.EndpointsParser;
import dev.watchstream.parser.stream.EventStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The outcome of reading a stream: the events as text, and the error that ended it, if any. */
public record Outcome(List<String> events, WatchStreamException error) {

  /** How the bytes arrive in the tests: the chunk sizes in bytes, 0 for all at once. */
  static final int[] CHUNKINGS = {0, 1, 2, 3, 7, 100};

  /**
   * Reads at one chunk size; each chunk is in a buffer of its own that is overwritten afterwards.
   */
  public static Outcome of(byte[] stream, int chunking, ParserOptions options) {
    List<String> events = new ArrayList<>();
    EndpointsParser parser = EndpointsParser.create(e -> events.add(text(e, options)), options);
    return of(stream, chunking, parser, events);
  }

  /** Reads twice with one parser, which knows the layouts at the second reading. */
  private static Outcome ofSecondReading(byte[] stream, int chunking, ParserOptions options) {
    List<String> events = new ArrayList<>();
    EndpointsParser parser = EndpointsParser.create(e -> events.add(text(e, options)), options);
    of(stream, chunking, parser, events);
    events.clear();
    parser.reset();
    return of(stream, chunking, parser, events);
  }

  private static Outcome of(
      byte[] stream, int chunking, EndpointsParser parser, List<String> events) {
    try {
      feed(parser, stream, chunking);
      parser.endOfInput();
      return new Outcome(events, null);
    } catch (WatchStreamException e) {
      requireTruthful(e, events.size(), stream.length);
      return new Outcome(events, e);
    } finally {
      require(parser.eventCount() == events.size(), "eventCount", parser.eventCount());
    }
  }

  /** What holds for every error of every stream. */
  private static void requireTruthful(WatchStreamException e, int events, int length) {
    require(e.eventNumber() == events, events + " events before", e);
    require(e.byteOffset() >= 0 && e.byteOffset() <= length, "outside the stream", e);
    require(e.getMessage().lines().count() == 1, "not one line", e);
    if (e instanceof TruncatedStreamException t) {
      require(t.resumeOffset() >= 0 && t.resumeOffset() <= t.byteOffset(), "resumeOffset", e);
    }
  }

  private static void require(boolean holds, String what, Object found) {
    if (!holds) {
      throw new AssertionError(what + ": " + found);
    }
  }

  /**
   * Reads with both readers, at every chunk size and through {@link EventStream}; all must give the
   * same result.
   */
  static Outcome atEveryChunking(byte[] stream, ParserOptions options) {
    ParserOptions plain = options.withReader(ParserOptions.Reader.PLAIN);
    ParserOptions accelerated = options.withReader(ParserOptions.Reader.ACCELERATED);
    Outcome whole = of(stream, 0, plain);
    for (int chunking : CHUNKINGS) {
      requireSame(whole, of(stream, chunking, plain), "plain, in pieces of " + chunking);
      requireSame(
          whole, of(stream, chunking, accelerated), "accelerated, in pieces of " + chunking);
      requireSame(
          whole,
          ofSecondReading(stream, chunking, accelerated),
          "accelerated, the second time, in pieces of " + chunking);
    }
    requireSame(whole, pulled(stream, plain), "plain, pulled");
    requireSame(whole, pulled(stream, accelerated), "accelerated, pulled");
    return whole;
  }

  private static void requireSame(Outcome expected, Outcome actual, String how) {
    if (!actual.describe().equals(expected.describe())) {
      throw new AssertionError(
          how + ":\n" + actual.describe() + "\nplain, at once:\n" + expected.describe());
    }
  }

  static void feed(EndpointsParser parser, byte[] stream, int chunking) {
    int size = chunking == 0 ? Math.max(1, stream.length) : chunking;
    for (int from = 0; from < stream.length; from += size) {
      int length = Math.min(size, stream.length - from);
      // At another offset each time, surrounded by quotes and braces that must not be read.
      int shift = from % 5;
      byte[] buffer = new byte[shift + length + 3];
      Arrays.fill(buffer, (byte) '"');
      System.arraycopy(stream, from, buffer, shift, length);
      try {
        parser.feed(buffer, shift, length);
      } finally {
        Arrays.fill(buffer, (byte) '}');
      }
    }
  }

  private static Outcome pulled(byte[] stream, ParserOptions options) {
    List<String> events = new ArrayList<>();
    InputStream dribble =
        new ByteArrayInputStream(stream) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, 1 + pos % 11));
          }
        };
    try (EventStream in = EventStream.open(dribble, options)) {
      for (StreamEvent event = in.next(); event != null; event = in.next()) {
        events.add(text(event, options));
      }
      return new Outcome(events, null);
    } catch (WatchStreamException e) {
      return new Outcome(events, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String describe() {
    String all = String.join("\n", events);
    if (error == null) {
      return all;
    }
    String path = error instanceof UnexpectedDataException u ? u.path() : "";
    return all + "\n! " + error.getClass().getSimpleName() + " " + path + " " + error.getMessage();
  }

  /** The whole content of an event, on one line. */
  public static String text(StreamEvent event, ParserOptions options) {
    if (!(event instanceof EndpointsEvent e)) {
      return event.toString();
    }
    StringBuilder subsets = new StringBuilder();
    if (options.readPorts()) {
      for (Subset s : e.subsets()) {
        subsets.append(
            subset(s.addresses(), s.notReadyAddresses(), s.terminatingAddresses(), s.ports()));
      }
    }
    return text(
        e.type().name(),
        e.kind(),
        e.namespace(),
        e.name(),
        e.uid(),
        e.resourceVersion(),
        e.serviceName(),
        e.isTruncated(),
        List.of(
            e.addresses(),
            e.notReadyAddresses(),
            e.terminatingAddresses(),
            e.servingTerminatingAddresses()),
        subsets.toString());
  }

  public static String text(
      String type,
      String kind,
      String namespace,
      String name,
      String uid,
      String resourceVersion,
      String service,
      boolean isTruncated,
      List<List<Address>> addresses,
      String subsets) {
    return type
        + " "
        + kind
        + " "
        + namespace
        + "/"
        + name
        + " uid="
        + uid
        + " resourceVersion="
        + resourceVersion
        + " service="
        + service
        + (isTruncated ? " truncated" : "")
        + " ready="
        + addresses.get(0)
        + " notReady="
        + addresses.get(1)
        + " terminating="
        + addresses.get(2)
        + " serving="
        + addresses.get(3)
        + subsets;
  }

  static String subset(
      List<Address> ready, List<Address> notReady, List<Address> terminating, List<Port> ports) {
    return " {" + ready + " " + notReady + " " + terminating + " " + ports + "}";
  }
}
