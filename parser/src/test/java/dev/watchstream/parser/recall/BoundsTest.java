package dev.watchstream.parser.recall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.Outcome;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.ParserOptions.Reader;
import dev.watchstream.parser.StreamEvent;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams that could cost too much memory or time. */
class BoundsTest {

  private static final int MEBI = 1 << 20;
  private static final int LIMIT = 8 * MEBI;
  private static final int OBJECTS = 60;
  private static final String FILLER = "x".repeat(MEBI);

  /** The place where each object has a mebibyte of its own. */
  private enum Place {
    BEHIND_THE_LISTS(i -> event(i, "", subset(""), ",\"other\":\"" + own(i) + "\"")),
    BEFORE_THE_LISTS(i -> event(i, ",\"other\":\"" + own(i) + "\"", subset(""), "")),
    IN_ANNOTATIONS(i -> event(i, ",\"annotations\":{\"a\":\"" + own(i) + "\"}", subset(""), "")),
    IN_AN_ADDRESS(i -> event(i, "", subset(",\"other\":\"" + own(i) + "\""), "")),
    IN_A_HOSTNAME(i -> event(i, "", subset(",\"hostname\":\"" + own(i) + "\""), "")),
    IN_THE_NAME(
        i ->
            "{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Endpoints\",\"metadata\":{\"name\":\""
                + own(i)
                + "\",\"uid\":\"u\"},"
                + subset("")
                + "}}\n"),
    IN_A_NUMBER_OF_HOLES(
        i -> event(i, ",\"annotations\":{" + manyMembers(i) + "}", subset(""), ""));

    @SuppressWarnings("ImmutableEnumChecker") // it has no state
    private final IntFunction<String> event;

    Place(IntFunction<String> event) {
      this.event = event;
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void what_is_remembered_stays_within_its_limit(Place place) {
    ParserOptions options = ParserOptions.defaults().withMaxRecalledBytes(LIMIT);
    AcceleratedReader reader = new AcceleratedReader(options);
    long before = usedHeap();
    try {
      for (int i = 0; i < OBJECTS; i++) {
        byte[] event = place.event.apply(i).getBytes(UTF_8);
        for (int twice = 0; twice < 2; twice++) {
          reader.feed(event, 0, event.length);
          assertThat(reader.next()).isNotNull();
          assertThat(reader.next()).isNull();
        }
      }
      // Besides what is remembered, there are the event's buffers, its view, and the string pools.
      assertThat(usedHeap() - before).isLessThan(LIMIT + 20L * MEBI);
    } finally {
      Reference.reachabilityFence(reader);
    }
  }

  @Test
  void what_stood_behind_a_list_that_is_no_more_is_not_remembered() {
    AcceleratedReader reader =
        new AcceleratedReader(ParserOptions.defaults().withMaxRecalledBytes(LIMIT));
    String one = "{\"addresses\":[{\"ip\":\"10.0.0.1\"}]}";
    long before = usedHeap();
    try {
      for (int i = 0; i < OBJECTS; i++) {
        String behind = ",\"other\":\"" + own(i) + "\"";
        readOne(reader, event(i, "", "\"subsets\":[" + one + "," + one + "]", behind));
        readOne(reader, event(i, "", "\"subsets\":[" + one + "]", ""));
      }
      assertThat(usedHeap() - before).isLessThan(LIMIT + 20L * MEBI);
    } finally {
      Reference.reachabilityFence(reader);
    }
  }

  @Test
  void the_room_for_a_long_list_is_not_kept_for_each_place_where_one_was() {
    AcceleratedReader reader =
        new AcceleratedReader(ParserOptions.defaults().withMaxRecalledBytes(LIMIT));
    String one = "{\"addresses\":[{\"ip\":\"10.0.0.1\"}]}";
    String address = "{\"ip\":\"10.0.0.1\"}";
    String many = "{\"addresses\":[" + (address + ",").repeat(30_000) + address + "]}";
    long before = usedHeap();
    try {
      for (int i = 0; i < OBJECTS; i++) {
        String subsets = (one + ",").repeat(i) + many + "," + one;
        readOne(reader, event(0, "", "\"subsets\":[" + subsets + "]", ""));
      }
      assertThat(reader.statistics().bytesTokenized()).isLessThan(10L * MEBI);
      assertThat(usedHeap() - before).isLessThan(LIMIT + 20L * MEBI);
    } finally {
      Reference.reachabilityFence(reader);
    }
  }

  @Test
  void equal_addresses_that_change_lists_are_paired_in_linear_time() {
    // As many as an event may have: comparing each with each would take minutes.
    int many = 300_000;
    String same = "{\"ip\":\"10.0.0.1\"}";
    String all = String.join(",", Collections.nCopies(many, same));
    AcceleratedReader reader =
        new AcceleratedReader(ParserOptions.defaults().withMaxRecalledBytes(512L * MEBI));
    List<StreamEvent> events = new ArrayList<>();
    for (String list : List.of("addresses", "notReadyAddresses", "addresses")) {
      byte[] event =
          event(0, "", "\"subsets\":[{\"" + list + "\":[" + all + "]}]", "").getBytes(UTF_8);
      reader.feed(event, 0, event.length);
      for (StreamEvent e = reader.next(); e != null; e = reader.next()) {
        events.add(((EndpointsEvent) e).snapshot());
      }
    }
    EndpointsEvent last = (EndpointsEvent) events.get(2);
    assertThat(last.changes().orElseThrow().becameReady()).hasSize(many);
    assertThat(last.changes().orElseThrow().gone()).isEmpty();
  }

  @Test
  void an_element_at_the_limit_of_nesting_is_no_deeper_in_a_list_because_it_was_seen_before() {
    String deep = "{\"ip\":\"10.0.0.1\",\"x\":" + "[".repeat(5) + "]".repeat(5) + "}";
    String subsets = "\"subsets\":[{\"addresses\":[" + deep + "]}]";
    String bare = "{\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"a\"}," + subsets + "}\n";
    // Several long items, so that the layout of an item's start is learned before the last one.
    String item =
        "{\"metadata\":{\"name\":\"b\",\"annotations\":{\"a\":\"" + "x".repeat(3000) + "\"}},";
    String flat = "\"subsets\":[{\"addresses\":[{\"ip\":\"10.0.0.3\"}]}]";
    String list =
        "{\"kind\":\"EndpointsList\",\"items\":["
            + (item + flat + "},").repeat(10)
            + item
            + subsets.replace("10.0.0.1", "10.0.0.2")
            + "}]}\n";
    byte[] stream = (bare.repeat(4) + list).getBytes(UTF_8);
    for (int depth = 8; depth < 16; depth++) {
      ParserOptions options = ParserOptions.defaults().withMaxNestingDepth(depth);
      Outcome plain = Outcome.of(stream, 0, options.withReader(Reader.PLAIN));
      Outcome accelerated = Outcome.of(stream, 0, options);
      assertThat(accelerated.events()).as("depth %d", depth).isEqualTo(plain.events());
      assertThat(String.valueOf(accelerated.error())).isEqualTo(String.valueOf(plain.error()));
    }
  }

  @Test
  void an_event_that_is_too_long_for_one_array_is_read_plainly() {
    byte[] stream =
        event(0, "", subset(",\"other\":\"" + "x".repeat(9000) + "\""), "")
            .repeat(6)
            .getBytes(UTF_8);
    AcceleratedReader reader = new AcceleratedReader(ParserOptions.defaults(), 4 << 10);
    int events = 0;
    for (int at = 0; at < stream.length; at += 1000) {
      reader.feed(stream, at, Math.min(1000, stream.length - at));
      while (reader.next() != null) {
        events++;
      }
    }
    assertThat(events).isEqualTo(6);
    assertThat(reader.statistics().bytesTokenized()).isGreaterThan(6 * 9000L);
  }

  /** The places where an event has many bytes in one step of the walk. */
  private enum LongStep {
    FIRST(filler -> event(0, ",\"annotations\":{\"a\":\"" + filler + "\"}", subset(""), "")),
    OF_BRACKETS(
        filler -> event(0, "", "\"other\":[" + "{},".repeat(MEBI / 3) + "{}]," + subset(""), "")),
    ELEMENT(filler -> event(0, "", subset(",\"other\":\"" + filler + "\""), "")),
    LAST(filler -> event(0, "", subset(""), ",\"other\":\"" + filler + "\"")),
    LAST_OF_BRACKETS(
        filler -> event(0, "", subset(""), ",\"other\":[" + "{},".repeat(MEBI / 3) + "{}]"));

    @SuppressWarnings("ImmutableEnumChecker") // it has no state
    private final UnaryOperator<String> event;

    LongStep(UnaryOperator<String> event) {
      this.event = event;
    }
  }

  @ParameterizedTest
  @EnumSource(LongStep.class)
  void what_is_long_is_walked_a_few_times_however_small_its_chunks_are(LongStep step) {
    AcceleratedReader reader = new AcceleratedReader(ParserOptions.defaults());
    String event = step.event.apply("}\\\"{]".repeat(MEBI / 6));
    readOne(reader, event);
    readOne(reader, event);
    byte[] bytes = event.getBytes(UTF_8);
    int chunks = 0;
    int events = 0;
    for (int at = 0; at < bytes.length; at += 1400) {
      assertThat(events).isZero();
      // Like a socket's buffer: each chunk overwrites the previous one.
      byte[] buffer = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 1400));
      reader.feed(buffer, 0, buffer.length);
      chunks++;
      while (reader.next() != null) {
        events++;
      }
    }
    assertThat(events).isEqualTo(1);
    assertThat(reader.work.walkedInVain).isLessThan(9L * bytes.length + 4096L * chunks);
    // It is known as before.
    long tokenized = reader.statistics().bytesTokenized();
    readOne(reader, event);
    assertThat(reader.statistics().bytesTokenized()).isEqualTo(tokenized);
  }

  private static void readOne(AcceleratedReader reader, String event) {
    byte[] bytes = event.getBytes(UTF_8);
    reader.feed(bytes, 0, bytes.length);
    assertThat(reader.next()).isNotNull();
    assertThat(reader.next()).isNull();
  }

  private static String own(int i) {
    return i + FILLER;
  }

  private static String manyMembers(int i) {
    StringBuilder members = new StringBuilder();
    for (int k = 0; k < 20_000; k++) {
      members.append(k == 0 ? "" : ",").append("\"a").append(k).append("\":\"");
      members.append(i).append("\"");
    }
    return members.toString();
  }

  private static String event(int i, String metadata, String subsets, String behind) {
    return "{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"web-"
        + i
        + "\",\"namespace\":\"default\",\"uid\":\"u"
        + i
        + "\""
        + metadata
        + "},"
        + subsets
        + behind
        + "}}\n";
  }

  private static String subset(String more) {
    return "\"subsets\":[{\"addresses\":[{\"ip\":\"10.0.0.1\"" + more + "}]}]";
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
