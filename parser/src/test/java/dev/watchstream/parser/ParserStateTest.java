package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.watchstream.parser.stream.EndpointsParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may be called when, and what a parser remembers of the previous stream. */
class ParserStateTest {

  private static final byte[] A = event("a");
  private static final byte[] B = event("b");

  private final List<String> names = new ArrayList<>();
  private final EndpointsParser parser = EndpointsParser.create(e -> names.add(name(e)));

  @Test
  void after_an_exception_nothing_is_read_until_reset() {
    assertThatExceptionOfType(MalformedStreamException.class)
        .isThrownBy(() -> feed(parser, "}".getBytes(UTF_8)));

    assertThatIllegalStateException()
        .isThrownBy(() -> feed(parser, A))
        .withMessageContaining("reset()");
    assertThatIllegalStateException().isThrownBy(parser::endOfInput);
    assertThat(names).isEmpty();

    parser.reset();
    feed(parser, A);
    parser.endOfInput();
    assertThat(names).containsExactly("a");
  }

  @Test
  void after_a_truncated_stream_nothing_is_read_until_reset() {
    feed(parser, "{".getBytes(UTF_8));
    assertThatExceptionOfType(TruncatedStreamException.class).isThrownBy(parser::endOfInput);
    assertThatIllegalStateException().isThrownBy(() -> feed(parser, A));
    parser.reset();
    feed(parser, A);
    assertThat(names).containsExactly("a");
  }

  @Test
  void after_the_end_of_input_nothing_is_read_until_reset() {
    feed(parser, A);
    parser.endOfInput();

    assertThatIllegalStateException()
        .isThrownBy(() -> feed(parser, B))
        .withMessageContaining("reset()");
    assertThatIllegalStateException().isThrownBy(parser::endOfInput);

    parser.reset();
    feed(parser, B);
    assertThat(names).containsExactly("a", "b");
  }

  @Test
  void reset_in_the_middle_of_anything_forgets_it() {
    byte[] stream =
        """
        {"type":"DELETED","object":{"kind":"Endpoints","metadata":{"name":"é","uid":"u",\
        "labels":{"x":[[{}]]}},"subsets":[{"addresses":[{"ip":"10.0.0.1","hostname":"h"}]}],\
        "x":true}}
        {"kind":"EndpointsList","items":[{"metadata":{"name":"c"}},{"metadata":{"name":"d"}}]}
        """
            .getBytes(UTF_8);
    String expected = Brief.text(only(A));
    for (int cut = 0; cut <= stream.length; cut++) {
      List<String> seen = new ArrayList<>();
      EndpointsParser fresh = EndpointsParser.create(e -> seen.add(Brief.text(e)));
      fresh.feed(stream, 0, cut);
      fresh.reset();
      assertThat(fresh.eventCount()).isZero();
      assertThat(fresh.eventStart()).isZero();
      assertThat(fresh.eventEnd()).isZero();
      seen.clear();
      feed(fresh, A);
      fresh.endOfInput();
      assertThat(seen).as("reset after " + cut).containsExactly(expected);
      assertThat(fresh.eventEnd()).isEqualTo(A.length);
    }
  }

  @Test
  void offsets_and_numbers_begin_anew_after_reset() {
    feed(parser, A);
    feed(parser, B);
    parser.reset();
    assertThatExceptionOfType(MalformedStreamException.class)
        .isThrownBy(() -> feed(parser, "\n  }".getBytes(UTF_8)))
        .satisfies(e -> assertThat(e.eventNumber()).isZero())
        .satisfies(e -> assertThat(e.byteOffset()).isEqualTo(3));
  }

  @Test
  void statistics_go_on_after_resume_and_begin_anew_after_reset() {
    for (ParserOptions.Reader reader : ParserOptions.Reader.values()) {
      EndpointsParser one =
          EndpointsParser.create(e -> {}, ParserOptions.defaults().withReader(reader));
      feed(one, A);
      one.resume();
      assertThat(one.statistics().bytesTokenized()).as(reader.name()).isPositive();
      one.reset();
      assertThat(one.statistics().bytesTokenized()).as(reader.name()).isZero();
    }
  }

  @Test
  void a_resumed_stream_knows_the_kinds_that_objects_told_by_their_members() {
    String object = "{\"type\":\"MODIFIED\",\"object\":{\"metadata\":{\"name\":\"t\"}%s}}\n";
    for (ParserOptions.Reader reader : ParserOptions.Reader.values()) {
      List<String> seen = new ArrayList<>();
      EndpointsParser one =
          EndpointsParser.create(
              e -> seen.add(((EndpointsEvent) e).kind()),
              ParserOptions.defaults().withReader(reader));
      feed(one, object.formatted(",\"endpoints\":[]").getBytes(UTF_8));
      one.endOfInput();
      one.resume();
      feed(one, object.formatted("").getBytes(UTF_8));
      assertThat(seen).as(reader.name()).containsExactly("EndpointSlice", "EndpointSlice");
    }
  }

  @Test
  void parse_begins_a_stream_whatever_became_of_the_last_one() {
    feed(parser, "{\"x\":[".getBytes(UTF_8));
    parser.parse(A);
    parser.parse(B);
    assertThatExceptionOfType(MalformedStreamException.class)
        .isThrownBy(() -> parser.parse("x".getBytes(UTF_8)));
    parser.parse(A);
    assertThat(names).containsExactly("a", "b", "a");
  }

  @Test
  void what_a_handler_throws_reaches_the_one_who_feeds_and_ends_the_stream() {
    IllegalArgumentException thrown = new IllegalArgumentException("handler");
    EndpointsParser throwing =
        EndpointsParser.create(
            e -> {
              names.add(name(e));
              if (name(e).equals("b")) {
                throw thrown;
              }
            });
    feed(throwing, A);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> feed(throwing, B))
        .isSameAs(thrown);
    assertThatIllegalStateException().isThrownBy(() -> feed(throwing, A));
    throwing.reset();
    feed(throwing, A);
    assertThat(names).containsExactly("a", "b", "a");
  }

  @Test
  void the_events_behind_the_one_whose_handler_threw_are_not_handed_out() {
    EndpointsParser throwing =
        EndpointsParser.create(
            e -> {
              names.add(name(e));
              throw new IllegalArgumentException();
            });
    byte[] both = (text(A) + text(B)).getBytes(UTF_8);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> feed(throwing, both));
    throwing.reset();
    assertThat(names).containsExactly("a");
  }

  @Test
  void a_handler_that_feeds_its_own_parser_is_refused() {
    EndpointsParser[] self = new EndpointsParser[1];
    self[0] = EndpointsParser.create(e -> feed(self[0], B));
    assertThatIllegalStateException().isThrownBy(() -> feed(self[0], A));
  }

  @Test
  void events_are_counted_as_they_are_handed_out() {
    long[] counted = new long[1];
    EndpointsParser[] self = new EndpointsParser[1];
    self[0] = EndpointsParser.create(e -> assertThat(self[0].eventCount()).isEqualTo(++counted[0]));
    feed(self[0], (text(A) + text(B) + text(A)).getBytes(UTF_8));
    assertThat(counted[0]).isEqualTo(3);
  }

  private static StreamEvent only(byte[] stream) {
    List<StreamEvent> events = new ArrayList<>();
    EndpointsParser.create(e -> events.add(((EndpointsEvent) e).snapshot())).parse(stream);
    return events.get(0);
  }

  private static byte[] event(String name) {
    return ("{\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"" + name + "\"}}").getBytes(UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static String name(StreamEvent event) {
    return ((EndpointsEvent) event).name();
  }

  private static void feed(EndpointsParser parser, byte[] bytes) {
    parser.feed(bytes, 0, bytes.length);
  }
}
