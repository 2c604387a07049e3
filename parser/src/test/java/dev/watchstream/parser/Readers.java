package dev.watchstream.parser;

import dev.watchstream.parser.stream.EndpointsParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Compares what the accelerated reader and the plain one read from a stream. */
final class Readers {

  private Readers() {}

  /**
   * Reads a stream with both: at once, at several chunk sizes and at random ones, and each a second
   * time, when the layouts are known.
   *
   * @throws AssertionError when they differ; it shows how the stream was split
   */
  static List<String> requireSame(byte[] stream, ParserOptions options, Random random) {
    ParserOptions accelerated =
        options.withReader(ParserOptions.Reader.ACCELERATED).withSelfCheckEvery(random.nextInt(3));
    List<String> expected =
        read(stream, stream.length, options.withReader(ParserOptions.Reader.PLAIN), null, 0).get(0);
    for (int size : new int[] {0, 1, 7, 100, -1, -1}) {
      long cuts = random.nextLong();
      List<List<String>> found = read(stream, size, accelerated, new Random(cuts), 1);
      for (int reading = 0; reading < found.size(); reading++) {
        requireSame(expected, found.get(reading), "in pieces of " + size + ", reading " + reading);
      }
    }
    return expected;
  }

  private static void requireSame(List<String> expected, List<String> found, String how) {
    for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
      String plain = i < expected.size() ? expected.get(i) : "nothing";
      String accelerated = i < found.size() ? found.get(i) : "nothing";
      if (!plain.equals(accelerated)) {
        throw new AssertionError(
            how + ": line " + i + "\nplain:       " + plain + "\naccelerated: " + accelerated);
      }
    }
  }

  /**
   * What a parser gives in each reading of the same stream.
   *
   * @param size the chunk size in bytes; 0 for all at once, below 0 for random sizes
   */
  private static List<List<String>> read(
      byte[] stream, int size, ParserOptions options, Random random, int moreReadings) {
    List<String> told = new ArrayList<>();
    EndpointsParser[] holder = new EndpointsParser[1];
    EndpointsParser parser =
        EndpointsParser.create(e -> told.add(place(holder[0]) + Outcome.text(e, options)), options);
    holder[0] = parser;
    List<List<String>> readings = new ArrayList<>();
    for (int reading = 0; reading <= moreReadings; reading++) {
      try {
        feed(parser, stream, size, random);
        parser.endOfInput();
        told.add("the end");
      } catch (WatchStreamException e) {
        told.add(new Outcome(List.of(), e).describe());
      }
      if (parser.statistics().selfCheckFailures() > 0) {
        throw new AssertionError("the self-check failed at a size of " + size);
      }
      readings.add(List.copyOf(told));
      told.clear();
      parser.reset();
    }
    return readings;
  }

  private static String place(EndpointsParser parser) {
    return parser.eventStart() + "-" + parser.eventEnd() + " ";
  }

  private static void feed(EndpointsParser parser, byte[] stream, int size, Random random) {
    byte[] buffer = new byte[Math.max(1, stream.length)];
    int from = 0;
    while (from < stream.length) {
      int wish = size > 0 ? size : size == 0 ? stream.length : 1 + random.nextInt(900);
      int length = Math.min(wish, stream.length - from);
      System.arraycopy(stream, from, buffer, 0, length);
      try {
        parser.feed(buffer, 0, length);
      } finally {
        Arrays.fill(buffer, 0, length, (byte) '}');
      }
      from += length;
    }
  }
}
