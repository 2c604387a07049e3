package dev.watchstream.parser;

import static dev.watchstream.parser.Watch.address;
import static dev.watchstream.parser.Watch.addresses;
import static dev.watchstream.parser.Watch.subset;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.parser.stream.EndpointsParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream that is mostly recalled, cut and split everywhere. */
class RecallSplitsTest {

  private static final String FED = "fed";

  private final List<String> told = new ArrayList<>();
  private final EndpointsParser plain = parser(ParserOptions.Reader.PLAIN);
  private final EndpointsParser accelerated = parser(ParserOptions.Reader.ACCELERATED);

  private EndpointsParser parser(ParserOptions.Reader reader) {
    ParserOptions options = ParserOptions.defaults().withReader(reader);
    return EndpointsParser.create(e -> told.add(Outcome.text(e, options)), options);
  }

  /** The streams: what comes first, and what is split. */
  private enum Stream {
    WATCH {
      @Override
      void write(Watch watch, boolean warm) {
        if (warm) {
          watch.event(subset(addresses(1, 5))).event(subset(addresses(1, 4), addresses(4, 5)));
          watch.event(subset(addresses(1, 5))).event(subset(addresses(1, 4), addresses(4, 5)));
        } else {
          watch.event(subset(addresses(1, 5)));
          watch.event(subset(addresses(1, 4), List.of(address("10.0.0.40", 4, 8))));
          watch.event("DELETED", "web", "uid-1", subset(addresses(2, 5)));
          watch.event(subset(addresses(2, 5)));
        }
      }
    },
    LIST {
      @Override
      void write(Watch watch, boolean warm) {
        if (warm) {
          watch.raw("{\"kind\":\"EndpointsList\",\"items\":[");
        }
        for (int i = 0; i < 3; i++) {
          String subsets = "\"subsets\":[" + subset(addresses(i + 1, i + 3)) + "]}";
          watch.raw("{" + watch.metadata("web-" + i, "uid-" + i, "x") + "," + subsets);
          watch.raw(warm || i < 2 ? " , " : "]}\n");
        }
      }
    };

    abstract void write(Watch watch, boolean warm);

    byte[] bytes() {
      Watch watch = new Watch();
      write(watch, true);
      write(watch, false);
      return watch.bytes();
    }

    int warmLength() {
      Watch watch = new Watch();
      write(watch, true);
      return watch.bytes().length;
    }
  }

  @ParameterizedTest
  @EnumSource(Stream.class)
  void a_stream_that_ends_anywhere_is_read_up_to_there(Stream which) {
    byte[] stream = which.bytes();
    for (int end = which.warmLength(); end <= stream.length; end++) {
      byte[] cut = Arrays.copyOf(stream, end);
      List<String> expected = read(cut, which.warmLength(), end, plain);
      assertThat(read(cut, which.warmLength(), end, accelerated))
          .as("cut at %d", end)
          .isEqualTo(expected);
      assertThat(read(cut, end / 2, end, accelerated)).as("cut at %d", end).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Stream.class)
  void a_stream_that_comes_in_two_pieces_is_read_as_one(Stream which) {
    byte[] stream = which.bytes();
    List<String> expected = read(stream, which.warmLength(), stream.length, plain);
    for (int split = which.warmLength(); split <= stream.length; split++) {
      assertThat(read(stream, which.warmLength(), split, accelerated))
          .as("at %d", split)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Stream.class)
  void an_event_is_told_with_the_piece_that_completes_it(Stream which) {
    byte[] stream = which.bytes();
    for (int split = which.warmLength(); split <= stream.length; split++) {
      List<String> expected = readPieces(stream, which.warmLength(), split, plain);
      assertThat(readPieces(stream, which.warmLength(), split, accelerated))
          .as("%d", split)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Stream.class)
  void a_byte_that_breaks_an_event_is_told_with_its_piece(Stream which) {
    byte[] stream = which.bytes();
    for (int at = which.warmLength(); at < stream.length; at++) {
      byte[] broken = stream.clone();
      broken[at] = 1;
      List<String> expected = readPieces(broken, which.warmLength(), at + 1, plain);
      assertThat(readPieces(broken, which.warmLength(), at + 1, accelerated))
          .as("%d", at)
          .isEqualTo(expected);
    }
  }

  /** Reads in three pieces. What comes first is known from earlier readings, or else learned. */
  private List<String> read(byte[] stream, int first, int second, EndpointsParser parser) {
    return readPieces(stream, first, second, parser).stream().filter(t -> !t.equals(FED)).toList();
  }

  /** Like {@link #read}, with {@link #FED} after the events of each piece. */
  private List<String> readPieces(byte[] stream, int first, int second, EndpointsParser parser) {
    told.clear();
    parser.reset();
    try {
      feed(parser, stream, 0, first);
      told.add(FED);
      feed(parser, stream, first, second);
      told.add(FED);
      feed(parser, stream, second, stream.length);
      told.add(FED);
      parser.endOfInput();
    } catch (WatchStreamException e) {
      told.add(new Outcome(List.of(), e).describe());
    }
    if (parser == accelerated && told.size() > 9) {
      ReaderStatistics work = parser.statistics();
      assertThat(work.bytesShaped() + work.bytesRecalled()).isPositive();
    }
    return List.copyOf(told);
  }

  private static void feed(EndpointsParser parser, byte[] stream, int from, int to) {
    byte[] piece = Arrays.copyOfRange(stream, from, to);
    try {
      parser.feed(piece, 0, piece.length);
    } finally {
      Arrays.fill(piece, "}".getBytes(UTF_8)[0]);
    }
  }
}
