package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.parser.stream.EndpointsParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream that is cut at every one of its bytes in turn. */
class TruncationTest {

  private static final ParserOptions OPTIONS = ParserOptions.defaults();

  private static final String EVENTS =
      """
      {"type":"ADDED","object":{"kind":"Endpoints","metadata":{"name":"a","x":[true,false,null]}}}
      {"type":"MODIFIED","object":{"kind":"Endpoints","metadata":{"name":"é中😀\\u00e9"},\
      "x":-1.5e+3,"y":{"z":true},"subsets":[{"addresses":[{"ip":"10.0.0.1"}]}]}}
      {"type":"BOOKMARK","object":{"kind":"Endpoints","metadata":{"resourceVersion":"7"}}}\
      {"kind":"Status","code":410}
      """;

  private static final String PRETTY_EVENTS =
      """
      {
        "kind" : "EndpointSlice",
        "endpoints" : [ { "addresses" : [ "10.0.0.1" ], "conditions" : { "ready" : false } } ]
      }
      { "kind" : "Endpoints", "subsets" : null }
      """;

  @ParameterizedTest
  @ValueSource(strings = {EVENTS, PRETTY_EVENTS})
  void a_stream_cut_anywhere_gives_the_events_before_and_tells_where_to_resume(String text) {
    byte[] stream = text.getBytes(UTF_8);
    List<String> all = Outcome.atEveryChunking(stream, OPTIONS).events();
    List<Long> starts = starts(stream);
    List<Long> ends = ends(stream);

    for (int cut = 0; cut <= stream.length; cut++) {
      Outcome outcome = Outcome.atEveryChunking(Arrays.copyOf(stream, cut), OPTIONS);

      int length = cut;
      int complete = (int) ends.stream().filter(end -> end <= length).count();
      assertThat(outcome.events()).as("cut at " + cut).isEqualTo(all.subList(0, complete));
      boolean inside = starts.stream().filter(start -> start < length).count() > complete;
      if (!inside) {
        assertThat(outcome.error()).as("cut at " + cut).isNull();
        continue;
      }
      assertThat(outcome.error()).as("cut at " + cut).isInstanceOf(TruncatedStreamException.class);
      TruncatedStreamException error = (TruncatedStreamException) outcome.error();
      assertThat(error.completeEvents()).isEqualTo(complete);
      assertThat(error.byteOffset()).isEqualTo(cut);
      assertThat(error.resumeOffset()).isEqualTo(starts.get(complete));
      byte[] rest = Arrays.copyOfRange(stream, (int) error.resumeOffset(), stream.length);
      assertThat(Outcome.of(rest, 0, OPTIONS).events())
          .isEqualTo(all.subList(complete, all.size()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"EndpointsList\",\"metadata\":{\"resourceVersion\":\"5\"},\"items\":["
            + "{\"metadata\":{\"name\":\"a\"}}, {\"metadata\":{\"name\":\"b\"}}]}"
      })
  void a_list_cut_anywhere_gives_the_items_before_and_resumes_at_the_list(String list) {
    byte[] stream = ("  " + list).getBytes(UTF_8);
    List<String> all = Outcome.atEveryChunking(stream, OPTIONS).events();
    List<Long> ends = ends(stream);

    for (int cut = 3; cut < stream.length; cut++) {
      Outcome outcome = Outcome.atEveryChunking(Arrays.copyOf(stream, cut), OPTIONS);

      int length = cut;
      int complete = (int) ends.stream().filter(end -> end <= length).count();
      assertThat(outcome.events()).as("cut at " + cut).isEqualTo(all.subList(0, complete));
      assertThat(outcome.error()).as("cut at " + cut).isInstanceOf(TruncatedStreamException.class);
      assertThat(((TruncatedStreamException) outcome.error()).resumeOffset()).isEqualTo(2);
    }
  }

  private static List<Long> starts(byte[] stream) {
    return atEachEvent(stream, EndpointsParser::eventStart);
  }

  private static List<Long> ends(byte[] stream) {
    return atEachEvent(stream, EndpointsParser::eventEnd);
  }

  private static List<Long> atEachEvent(byte[] stream, ToLongFunction<EndpointsParser> place) {
    List<Long> places = new ArrayList<>();
    EndpointsParser[] parser = new EndpointsParser[1];
    parser[0] = EndpointsParser.create(e -> places.add(place.applyAsLong(parser[0])));
    parser[0].parse(stream);
    return places;
  }
}
