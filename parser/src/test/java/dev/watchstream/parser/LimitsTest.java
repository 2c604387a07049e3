package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.watchstream.parser.stream.EndpointsParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits at their default sizes, and streams that are larger than any memory. */
class LimitsTest {

  private static final ParserOptions DEFAULTS = ParserOptions.defaults();
  private static final long GIGABYTE = 1L << 30;

  /** How many bytes are read from an InputStream at once. */
  private static final int READ_AT_ONCE = 64 << 10;

  /** A stream that never ends: how it begins, and what it repeats. */
  private record Endless(String name, String start, String repeated) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Endless> endlessStreams() {
    String subsets = "{\"kind\":\"Endpoints\",\"subsets\":[";
    return Stream.of(
        new Endless("a text that is skipped", "{\"x\":\"", "x"),
        new Endless("a text that is read", "{\"kind\":\"", "x"),
        new Endless("a version", "{\"metadata\":{\"resourceVersion\":\"", "1"),
        new Endless("an escaped text", "{\"x\":\"", "\\u00e9"),
        new Endless("a number", "{\"x\":1", "1"),
        new Endless("a port", "{\"ports\":[{\"port\":1", "1"),
        new Endless("white space in an event", "{ ", " "),
        new Endless("an array of nulls", "{\"x\":[null", ",null"),
        new Endless("an array of numbers", "{\"x\":[1", ",1"),
        new Endless("an array of subsets", subsets + "{}", ",{}"),
        new Endless("addresses", subsets + "{\"addresses\":[{\"ip\":\"1\"}", ",{\"ip\":\"1\"}"),
        new Endless("faults", subsets + "{\"addresses\":[{}", ",{}"),
        new Endless("members of one name", "{\"x\":1", ",\"x\":1"),
        new Endless("labels", "{\"metadata\":{\"labels\":{\"a\":\"b\"", ",\"a\":\"b\""),
        new Endless("a text between events", "\"", "x"),
        new Endless("a number between events", "1", "1"),
        new Endless("a list before its items", "{\"kind\":\"EndpointsList\",\"x\":\"", "x"),
        new Endless("an item", "{\"kind\":\"EndpointsList\",\"items\":[{\"x\":\"", "x"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endlessStreams")
  void what_never_ends_is_an_error_as_soon_as_it_is_over_the_limit(Endless endless)
      throws IOException {
    Generated source = new Generated(endless.start, endless.repeated, GIGABYTE);
    EndpointsParser parser =
        EndpointsParser.create(e -> {}, DEFAULTS.withReadPorts(true).withSkipOtherKinds(true));

    assertThatExceptionOfType(LimitExceededException.class)
        .isThrownBy(() -> parser.parse(source))
        .satisfies(e -> assertThat(e.limit()).isEqualTo("maxEventBytes"))
        .satisfies(e -> assertThat(e.eventNumber()).isZero());
    assertThat(source.given()).isLessThan(DEFAULTS.maxEventBytes() + 2L * READ_AT_ONCE + 100);
  }

  @Test
  void a_name_that_never_ends_is_over_the_limit_of_names_or_events() {
    Generated source = new Generated("{\"", "x", GIGABYTE);
    assertThatExceptionOfType(LimitExceededException.class)
        .isThrownBy(() -> EndpointsParser.create(e -> {}).parse(source));
    assertThat(source.given()).isLessThan(2L * DEFAULTS.maxEventBytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"x\":", "[{\"x\":"})
  void a_hundred_thousand_levels_are_an_error_at_the_limit(String level) {
    String stream = "{\"kind\":\"Endpoints\",\"x\":" + level.repeat(100_000);
    Outcome outcome = Outcome.atEveryChunking(stream.getBytes(UTF_8), DEFAULTS);
    assertThat(outcome.error()).isInstanceOf(LimitExceededException.class);
    assertThat(((LimitExceededException) outcome.error()).limit()).isEqualTo("maxNestingDepth");
    assertThat(outcome.error().byteOffset()).isLessThan(5_000);
  }

  @Test
  void a_hundred_thousand_levels_are_read_when_they_are_allowed() {
    String stream =
        "{\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"a\"},\"x\":"
            + "[".repeat(100_000)
            + "]".repeat(100_000)
            + "}";
    assertThat(Brief.read(stream, DEFAULTS.withMaxNestingDepth(100_001)))
        .isEqualTo("LISTED null/a@null");
  }

  @Test
  void an_event_of_exactly_the_default_limit_is_read_and_one_of_a_byte_more_is_not() {
    byte[] largest = event(DEFAULTS.maxEventBytes());
    List<StreamEvent> events = new ArrayList<>();
    EndpointsParser parser = EndpointsParser.create(events::add);
    parser.parse(largest);
    assertThat(events).hasSize(1);
    assertThatExceptionOfType(LimitExceededException.class)
        .isThrownBy(() -> parser.parse(event(DEFAULTS.maxEventBytes() + 1)))
        .satisfies(e -> assertThat(e.byteOffset()).isEqualTo(DEFAULTS.maxEventBytes()));
  }

  @Test
  void white_space_between_events_may_go_on_for_ever() throws IOException {
    List<StreamEvent> events = new ArrayList<>();
    Generated source = new Generated("", "\r\n \t", 64L << 20);
    EndpointsParser.create(events::add)
        .parse(new SequenceInputStream(source, new ByteArrayInputStream(event(100))));
    assertThat(events).hasSize(1);
    assertThat(source.given()).isEqualTo(64L << 20);
  }

  @Test
  void a_list_may_be_far_larger_than_the_limit_when_each_item_is_not() throws IOException {
    String item = "{\"metadata\":{\"name\":\"a\"},\"x\":\"" + "x".repeat(1000) + "\"}";
    ParserOptions options = DEFAULTS.withMaxEventBytes(item.length());
    long[] listed = new long[1];
    EndpointsParser.create(e -> listed[0] += e.type() == EventType.LISTED ? 1 : 0, options)
        .parse(
            new SequenceInputStream(
                new Generated(
                    "{\"kind\":\"EndpointsList\",\"items\":[" + item, "," + item, 64L << 20),
                new ByteArrayInputStream("]}".getBytes(UTF_8))));
    assertThat(listed[0]).isGreaterThan((64L << 20) / (item.length() + 2));
  }

  private static byte[] event(int length) {
    String empty = "{\"kind\":\"Endpoints\",\"x\":\"\"}";
    return empty.replace("\"\"", "\"" + "x".repeat(length - empty.length()) + "\"").getBytes(UTF_8);
  }

  /** A stream that is generated as it is read: a start, and then the same text over and over. */
  private static final class Generated extends InputStream {
    private final byte[] start;
    private final byte[] repeated;
    private final long length;
    private long position;

    Generated(String start, String repeated, long length) {
      this.start = start.getBytes(UTF_8);
      this.repeated = repeated.getBytes(UTF_8);
      // Whole repetitions only, so that something else may follow.
      this.length =
          this.start.length
              + (length - this.start.length) / this.repeated.length * this.repeated.length;
    }

    long given() {
      return position;
    }

    @Override
    public int read() {
      if (position == length) {
        return -1;
      }
      long at = position++;
      return at < start.length
          ? start[(int) at] & 0xFF
          : repeated[(int) ((at - start.length) % repeated.length)] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) {
      int read = (int) Math.min(count, length - position);
      for (int i = 0; i < read; i++) {
        bytes[offset + i] = (byte) read();
      }
      return read == 0 ? -1 : read;
    }
  }
}
