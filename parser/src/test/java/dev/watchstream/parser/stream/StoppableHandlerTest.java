package dev.watchstream.parser.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A handler that stops the stream. */
class StoppableHandlerTest {

  private static final String EVENT =
      "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Endpoints\",\"metadata\":"
          + "{\"resourceVersion\":\"1\"}}}\n";

  private final List<Object> seen = new ArrayList<>();
  private final EndpointsParser parser =
      EndpointsParser.stoppable(
          event -> {
            seen.add(event);
            return seen.size() == 2 ? Action.STOP : Action.CONTINUE;
          });

  @Test
  void is_handed_no_more_events_of_the_bytes_that_were_fed() {
    byte[] five = EVENT.repeat(5).getBytes(UTF_8);
    parser.feed(five, 0, five.length);

    assertThat(seen).hasSize(2);
    assertThat(parser.isStopped()).isTrue();
    assertThat(parser.eventCount()).isEqualTo(2);
    assertThat(parser.eventEnd()).isEqualTo(2L * EVENT.length() - 1);
  }

  @Test
  void is_not_fed_on() {
    byte[] two = EVENT.repeat(2).getBytes(UTF_8);
    parser.feed(two, 0, two.length);

    assertThatIllegalStateException().isThrownBy(() -> parser.feed(two, 0, two.length));
    assertThatIllegalStateException().isThrownBy(parser::endOfInput);
  }

  @Test
  void ends_a_parse_and_what_is_behind_is_not_looked_at() throws IOException {
    String stream = EVENT.repeat(2) + "this is no JSON";
    parser.parse(stream.getBytes(UTF_8));
    assertThat(parser.isStopped()).isTrue();

    seen.clear();
    InputStream in = new ByteArrayInputStream(stream.getBytes(UTF_8));
    parser.parse(in);
    assertThat(parser.isStopped()).isTrue();
    assertThat(seen).hasSize(2);
  }

  @Test
  void can_take_another_stream_after_a_reset() {
    byte[] two = EVENT.repeat(2).getBytes(UTF_8);
    parser.parse(two);
    seen.clear();
    parser.parse(EVENT.getBytes(UTF_8));

    assertThat(seen).hasSize(1);
    assertThat(parser.isStopped()).isFalse();
  }
}
