package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.watchstream.parser.stream.EndpointsParser;
import dev.watchstream.parser.stream.EventStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that are pulled, and the sources that a whole stream may be read from. */
class EventStreamTest {

  private static final byte[] STREAM =
      """
      {"kind":"Endpoints","metadata":{"name":"a"}}
      {"kind":"Endpoints","metadata":{"name":"b"}}
      """
          .getBytes(UTF_8);

  @Test
  void events_come_one_at_a_time_and_then_null_for_ever() throws IOException {
    try (EventStream events = EventStream.open(new ByteArrayInputStream(STREAM))) {
      assertThat(name(events.next())).isEqualTo("a");
      assertThat(events.eventStart()).isZero();
      assertThat(events.eventEnd()).isEqualTo(44);
      assertThat(name(events.next())).isEqualTo("b");
      assertThat(events.eventStart()).isEqualTo(45);
      assertThat(events.eventCount()).isEqualTo(2);
      assertThat(events.next()).isNull();
      assertThat(events.next()).isNull();
    }
  }

  @Test
  void nothing_is_read_beyond_the_event_that_is_asked_for() throws IOException {
    ByteArrayInputStream source = new ByteArrayInputStream(STREAM);
    InputStream dribble =
        new FilterInputStream(source) {
          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(length, 1));
          }
        };
    try (EventStream events = EventStream.open(dribble)) {
      assertThat(events.next()).isNotNull();
      assertThat(source.available()).isEqualTo(STREAM.length - 44);
    }
  }

  @Test
  void a_source_may_give_no_bytes_for_a_while() throws IOException {
    InputStream hesitant =
        new FilterInputStream(new ByteArrayInputStream(STREAM)) {
          private int calls;

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return calls++ % 3 > 0 ? 0 : super.read(bytes, offset, Math.min(length, 5));
          }
        };
    try (EventStream events = EventStream.open(hesitant)) {
      assertThat(names(events)).containsExactly("a", "b");
    }
  }

  @Test
  void after_an_exception_the_stream_is_over() throws IOException {
    try (EventStream events = EventStream.open(new ByteArrayInputStream("}".getBytes(UTF_8)))) {
      assertThatExceptionOfType(MalformedStreamException.class).isThrownBy(events::next);
      assertThatIllegalStateException().isThrownBy(events::next);
    }
  }

  @Test
  void what_the_source_throws_reaches_the_one_who_asks_and_the_events_before_it_are_out()
      throws IOException {
    InputStream broken =
        new FilterInputStream(new ByteArrayInputStream(STREAM, 0, 60)) {
          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read < 0) {
              throw new IOException("reset by peer");
            }
            return read;
          }
        };
    try (EventStream events = EventStream.open(broken)) {
      assertThat(name(events.next())).isEqualTo("a");
      assertThatIOException().isThrownBy(events::next).withMessage("reset by peer");
    }
  }

  @Test
  void closing_closes_the_source() throws IOException {
    boolean[] closed = new boolean[1];
    InputStream source =
        new FilterInputStream(new ByteArrayInputStream(STREAM)) {
          @Override
          public void close() throws IOException {
            closed[0] = true;
            super.close();
          }
        };
    EventStream.open(source).close();
    assertThat(closed[0]).isTrue();
  }

  @Test
  void a_parser_leaves_the_source_open() throws IOException {
    InputStream source =
        new FilterInputStream(new ByteArrayInputStream(STREAM)) {
          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };
    List<StreamEvent> events = new ArrayList<>();
    EndpointsParser.create(events::add).parse(source);
    assertThat(events).hasSize(2);
  }

  @Test
  void a_file_a_channel_and_a_stream_give_the_same(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("stream");
    Files.write(file, STREAM);
    List<String> parsed = new ArrayList<>();
    EndpointsParser.create(e -> parsed.add(name(e))).parse(file);
    assertThat(parsed).containsExactly("a", "b");
    try (EventStream events = EventStream.open(file, ParserOptions.defaults())) {
      assertThat(names(events)).containsExactly("a", "b");
    }
    try (EventStream events =
        EventStream.open(
            Channels.newChannel(new ByteArrayInputStream(STREAM)), ParserOptions.defaults())) {
      assertThat(names(events)).containsExactly("a", "b");
    }
  }

  @Test
  void a_file_that_is_not_there_is_an_io_exception(@TempDir Path folder) {
    Path missing = folder.resolve("missing");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> EventStream.open(missing, ParserOptions.defaults()));
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> EndpointsParser.create(e -> {}).parse(missing));
  }

  private static List<String> names(EventStream events) throws IOException {
    List<String> names = new ArrayList<>();
    for (StreamEvent event = events.next(); event != null; event = events.next()) {
      names.add(name(event));
    }
    return names;
  }

  private static String name(StreamEvent event) {
    return ((EndpointsEvent) event).name();
  }
}
