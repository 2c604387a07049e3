package dev.watchstream.parser.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonToken;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ParserOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenMarksTest {

  private static final String EVENT =
      """
      {"type" : "ADDED","object":{"kind":"Endpoints","metadata":{"name":"wéb","labels":{"n":null},\
      "x":[12, -3.5e1 ,true,{"a\\u0062":"c\\"d"}]},"subsets":[{"addresses":[ {"ip":"10.0.0.1"}]}]}}
      """;

  @Test
  void each_token_is_marked_with_what_it_stands_for_and_where_it_ends() {
    assertThat(read(EVENT, EVENT.length()))
        .containsExactly(
            "FIELD_NAME UNKNOWN \"type\"",
            "VALUE_STRING TYPE \"ADDED\"",
            "FIELD_NAME UNKNOWN \"object\"",
            "START_OBJECT OBJECT {",
            "FIELD_NAME UNKNOWN \"kind\"",
            "VALUE_STRING KIND \"Endpoints\"",
            "FIELD_NAME UNKNOWN \"metadata\"",
            "START_OBJECT METADATA {",
            "FIELD_NAME UNKNOWN \"name\"",
            "VALUE_STRING NAME \"wéb\"",
            "FIELD_NAME UNKNOWN \"labels\"",
            "START_OBJECT LABELS {",
            "FIELD_NAME UNKNOWN \"n\"",
            "VALUE_NULL UNKNOWN null",
            "END_OBJECT UNKNOWN }",
            "FIELD_NAME UNKNOWN \"x\"",
            "START_ARRAY UNKNOWN [",
            "VALUE_NUMBER_INT UNKNOWN 12",
            "VALUE_NUMBER_FLOAT UNKNOWN -3.5e1",
            "VALUE_TRUE UNKNOWN true",
            "START_OBJECT UNKNOWN {",
            "FIELD_NAME UNKNOWN \"a\\u0062\"",
            "VALUE_STRING UNKNOWN \"c\\\"d\"",
            "END_OBJECT UNKNOWN }",
            "END_ARRAY UNKNOWN ]",
            "END_OBJECT UNKNOWN }",
            "FIELD_NAME UNKNOWN \"subsets\"",
            "START_ARRAY SUBSETS [",
            "START_OBJECT SUBSET {",
            "FIELD_NAME UNKNOWN \"addresses\"",
            "START_ARRAY ADDRESSES [",
            "START_OBJECT ADDRESS {",
            "FIELD_NAME UNKNOWN \"ip\"",
            "VALUE_STRING IP \"10.0.0.1\"",
            "END_OBJECT UNKNOWN }",
            "END_ARRAY UNKNOWN ]",
            "END_OBJECT UNKNOWN }",
            "END_ARRAY UNKNOWN ]",
            "END_OBJECT UNKNOWN }",
            "END_OBJECT UNKNOWN }");
  }

  @Test
  void the_marks_are_the_same_however_the_event_comes() {
    List<String> expected = read(EVENT, EVENT.length());
    for (int size = 1; size < EVENT.length(); size++) {
      assertThat(read(EVENT, size)).as("pieces of %d", size).isEqualTo(expected);
    }
  }

  @Test
  void an_event_that_had_begun_when_they_were_wanted_has_none() {
    PlainReader reader = new PlainReader(ParserOptions.defaults());
    byte[] bytes = EVENT.getBytes(UTF_8);
    reader.feed(bytes, 0, 20);
    assertThat(reader.next()).isNull();
    reader.marks().want(true);
    reader.feed(bytes, 20, bytes.length - 20);
    assertThat(reader.next()).isInstanceOf(EndpointsEvent.class);
    assertThat(reader.marks().areOf(reader.eventStart(), reader.eventEnd())).isFalse();
  }

  @Test
  void an_item_that_was_held_until_another_told_its_kind_has_none() {
    PlainReader reader = new PlainReader(ParserOptions.defaults());
    reader.marks().want(true);
    byte[] bytes = "{\"items\":[{\"metadata\":{\"name\":\"a\"}},{\"subsets\":[]}]}".getBytes(UTF_8);
    reader.feed(bytes, 0, bytes.length);
    assertThat(reader.next()).isInstanceOf(EndpointsEvent.class);
    assertThat(reader.marks().areOf(reader.eventStart(), reader.eventEnd())).isFalse();
  }

  /** The marks of an event that follows another one, in pieces of one size. */
  private static List<String> read(String event, int size) {
    PlainReader reader = new PlainReader(ParserOptions.defaults());
    reader.marks().want(true);
    byte[] bytes = (" " + event + event).getBytes(UTF_8);
    int events = 0;
    for (int from = 0; from < bytes.length; from += size) {
      reader.feed(bytes, from, Math.min(size, bytes.length - from));
      while (reader.next() != null) {
        events++;
      }
    }
    assertThat(events).isEqualTo(2);
    TokenMarks marks = reader.marks();
    assertThat(marks.areOf(reader.eventStart(), reader.eventEnd())).isTrue();
    int start = (int) reader.eventStart();
    List<String> told = new ArrayList<>();
    int before = 1;
    for (int i = 0; before < reader.eventEnd() - start; i++) {
      int end = marks.end(i);
      JsonToken token = marks.token(i);
      String text = new String(bytes, start + before, end - before, UTF_8);
      told.add(token + " " + marks.field(i) + " " + text.replaceFirst("^[ ,:]+", ""));
      before = end;
    }
    return told;
  }
}
