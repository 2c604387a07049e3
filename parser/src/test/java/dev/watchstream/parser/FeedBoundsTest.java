package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.watchstream.parser.stream.EndpointsParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which part of an array is read when it is fed. */
class FeedBoundsTest {

  private static final byte[] EVENT =
      "{\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"a\"}}".getBytes(UTF_8);

  private final List<StreamEvent> events = new ArrayList<>();
  private final EndpointsParser parser = EndpointsParser.create(events::add);

  @ParameterizedTest
  @CsvSource({"-1, 1", "0, -1", "0, 11", "11, 0", "10, 1", "2147483647, 1", "1, 2147483647"})
  void a_part_outside_the_array_is_refused_and_harms_nothing(int offset, int length) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> parser.feed(new byte[10], offset, length));
    parser.feed(EVENT, 0, EVENT.length);
    assertThat(events).hasSize(1);
  }

  @Test
  void null_is_refused() {
    assertThatNullPointerException().isThrownBy(() -> parser.feed(null, 0, 0));
    assertThatNullPointerException().isThrownBy(() -> EndpointsParser.create(null));
    assertThatNullPointerException()
        .isThrownBy(() -> EndpointsParser.create(e -> {}, null))
        .withMessage("options");
  }

  @Test
  void feeds_of_no_bytes_change_nothing() {
    byte[] nothing = {};
    for (byte b : EVENT) {
      parser.feed(nothing, 0, 0);
      parser.feed(new byte[] {'x', b, 'x'}, 1, 1);
      parser.feed(new byte[] {'x'}, 1, 0);
    }
    parser.feed(nothing, 0, 0);
    parser.endOfInput();
    assertThat(events).hasSize(1);
    assertThat(parser.eventEnd()).isEqualTo(EVENT.length);
  }

  @Test
  void a_stream_without_a_byte_has_no_events() {
    parser.endOfInput();
    parser.parse(new byte[0]);
    assertThat(events).isEmpty();
    assertThat(parser.eventCount()).isZero();
  }

  @Test
  void an_event_is_out_as_soon_as_its_last_byte_is_in() {
    parser.feed(EVENT, 0, EVENT.length - 1);
    assertThat(events).isEmpty();
    parser.feed(EVENT, EVENT.length - 1, 1);
    assertThat(events).hasSize(1);
  }

  @Test
  void an_item_of_a_list_is_out_before_the_first_byte_behind_it_is_in() {
    String head = "{\"kind\":\"EndpointsList\",\"items\":[";
    String item = "{\"metadata\":{\"name\":\"a\"}}";
    feed(head + item);
    assertThat(events).hasSize(1);
    feed("," + item);
    assertThat(events).hasSize(2);
    feed("],\"metadata\":{\"resourceVersion\":\"5\"}");
    assertThat(events).hasSize(2);
    feed("}");
    assertThat(events).hasSize(3);
    assertThat(events.get(2)).isEqualTo(new ListEndEvent("EndpointsList", "5", null));
  }

  private void feed(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    parser.feed(bytes, 0, bytes.length);
  }
}
