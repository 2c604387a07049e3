package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.parser.stream.EndpointsParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The offsets in the stream at which an event begins and ends. */
class EventPlaceTest {

  private record Found(String text, long start, long end) {}

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 100})
  void the_bytes_of_an_event_are_the_event(int chunking) {
    byte[] stream =
        """
        \uFEFF  {"type":"ADDED","object":{"kind":"Endpoints","metadata":{"name":"é中😀"}}}
        {"type":"BOOKMARK","object":{"kind":"Endpoints","metadata":{"resourceVersion":"1"}}}\
        {"kind":"Endpoints","metadata":{"name":"b"},
         "subsets": [ ] }

        {"kind":"Status","code":410}  {"kind":"EndpointsList","items":[]}
        """
            .getBytes(UTF_8);
    List<Found> found = read(stream, chunking);

    assertThat(found).hasSize(5);
    for (Found event : found) {
      byte[] bytes = Arrays.copyOfRange(stream, (int) event.start, (int) event.end);
      assertThat(bytes).startsWith((byte) '{').endsWith((byte) '}');
      assertThat(read(bytes, chunking)).containsExactly(new Found(event.text, 0, bytes.length));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 100})
  void the_bytes_of_an_item_are_the_item_and_the_end_of_the_list_is_what_is_behind_them(
      int chunking) {
    byte[] stream =
        """
        {"kind":"EndpointsList","items":[{"metadata":{"name":"a"},"subsets":[]} , {"subsets":[{}]}
        ],"metadata":{"resourceVersion":"5"}}
        """
            .getBytes(UTF_8);
    List<Found> found = read(stream, chunking);

    assertThat(found)
        .extracting(f -> new String(stream, (int) f.start, (int) (f.end - f.start), UTF_8))
        .containsExactly(
            "{\"metadata\":{\"name\":\"a\"},\"subsets\":[]}",
            "{\"subsets\":[{}]}",
            "\n],\"metadata\":{\"resourceVersion\":\"5\"}}");
    for (Found item : found.subList(0, 2)) {
      byte[] bytes = Arrays.copyOfRange(stream, (int) item.start, (int) item.end);
      assertThat(read(bytes, chunking)).extracting(Found::text).containsExactly(item.text);
    }
  }

  private static List<Found> read(byte[] stream, int chunking) {
    List<Found> found = new ArrayList<>();
    EndpointsParser[] parser = new EndpointsParser[1];
    parser[0] =
        EndpointsParser.create(
            e ->
                found.add(
                    new Found(
                        Outcome.text(e, ParserOptions.defaults()),
                        parser[0].eventStart(),
                        parser[0].eventEnd())));
    Outcome.feed(parser[0], stream, chunking);
    parser[0].endOfInput();
    return found;
  }
}
