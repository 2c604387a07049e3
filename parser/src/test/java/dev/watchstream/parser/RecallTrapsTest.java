package dev.watchstream.parser;

import static dev.watchstream.parser.Watch.address;
import static dev.watchstream.parser.Watch.addresses;
import static dev.watchstream.parser.Watch.subset;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.watchstream.parser.stream.EndpointsParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What could make recall or a layout give something else than Jackson would: each in a stream of
 * which most is read without Jackson, compared with the plain reader at every chunking.
 */
class RecallTrapsTest {

  private static final ParserOptions OPTIONS = ParserOptions.defaults();
  private static final ParserOptions PORTS = OPTIONS.withReadPorts(true);

  // ---- a match that ends inside an element ----

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 11})
  void an_address_that_begins_like_the_one_before_it_in_its_place_is_another(int place) {
    List<String> short1 = new ArrayList<>(addresses(1, 13));
    short1.set(place, "{\"ip\":\"10.0.0.1\"}");
    List<String> long1 = new ArrayList<>(short1);
    long1.set(place, "{\"ip\":\"10.0.0.10\"}");
    Watch watch = Watch.warm();
    for (int i = 0; i < 3; i++) {
      watch.event(subset(short1)).event(subset(long1));
    }
    Outcome read = requireSame(watch);
    assertThat(last(read))
        .contains("ip=10.0.0.10,")
        .doesNotContain("ip=10.0.0.1, hostname=null, nodeName=null");
  }

  @ParameterizedTest
  @CsvSource({"true,12", "true,4", "false,12", "false,4"})
  void a_list_that_ends_earlier_or_later_than_before_ends_where_its_bracket_is(
      boolean isReady, int count) {
    List<String> few = addresses(1, count);
    List<String> many = addresses(1, count + 1);
    Watch watch = Watch.warm();
    for (int i = 0; i < 4; i++) {
      List<String> now = i % 2 == 0 ? few : many;
      watch.event(isReady ? subset(now) : subset(List.of(), now));
    }
    requireSame(watch);
  }

  @Test
  void an_element_that_goes_on_behind_what_was_its_end_is_not_recalled() {
    List<String> more = new ArrayList<>(addresses(1, 13));
    more.set(6, address(7).replace("\"}}", "\"},\"hostname\":\"h\"}"));
    requireSame(Watch.warm().event(subset(more)).event(subset(addresses(1, 13))));
  }

  // ---- large chunks ----

  @Test
  void an_event_is_learned_from_however_large_the_chunk_that_it_came_in() {
    ParserOptions options = OPTIONS.withMaxEventBytes(40 << 10);
    Watch watch = new Watch();
    for (int i = 0; i < 20; i++) {
      watch.event(subset(addresses(i, i + 200)));
    }
    EndpointsParser parser = EndpointsParser.create(event -> {}, options);
    parser.parse(watch.bytes());
    long tokenized = parser.statistics().bytesTokenized();
    assertThat(tokenized).isPositive().isLessThan(watch.bytes().length / 10);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void what_is_remembered_of_a_chunk_outlives_the_chunk(int linesOfChunk) {
    // All lines have the same length: the next ones are where the last ones were.
    List<byte[]> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Watch watch = new Watch().event(subset(addresses(100 + i, 300 + i)));
      lines.add(watch.change("100003", "" + (100_003 + i)).bytes());
    }
    int length = lines.get(0).length;
    byte[] chunk = new byte[linesOfChunk * length];
    byte[] stream = new byte[lines.size() * length];
    List<String> told = new ArrayList<>();
    EndpointsParser parser = EndpointsParser.create(e -> told.add(Outcome.text(e, OPTIONS)));
    for (int i = 0; i < lines.size(); i++) {
      System.arraycopy(lines.get(i), 0, stream, i * length, length);
      System.arraycopy(lines.get(i), 0, chunk, i % linesOfChunk * length, length);
      if ((i + 1) % linesOfChunk == 0) {
        parser.feed(chunk, 0, chunk.length);
      }
    }
    List<String> expected = Outcome.of(stream, 0, plain(OPTIONS)).events();
    assertThat(told).isEqualTo(expected.subList(0, told.size())).hasSizeGreaterThan(36);
    assertThat(parser.statistics().bytesRecalled()).isGreaterThan(stream.length / 2);
  }

  @Test
  void the_first_event_of_the_next_stream_is_known_by_its_shape() {
    EndpointsParser parser = EndpointsParser.create(event -> {}, OPTIONS);
    byte[] stream = Watch.warm().bytes();
    parser.parse(stream);
    parser.parse(stream);
    assertThat(parser.statistics().bytesTokenized()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void a_byte_order_mark_behind_a_first_event_that_jackson_was_not_given_is_an_error(
      String between) {
    Watch watch = Watch.warm().change("}\n", "}" + between + "\ufeff");
    watch.event(subset(addresses(1, 3)));
    List<String> read = Readers.requireSame(watch.bytes(), OPTIONS, new Random(1));
    assertThat(read.get(read.size() - 1)).contains("MalformedStreamException");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n", "\n \n"})
  void a_byte_order_mark_behind_white_space_is_an_error(String before) {
    byte[] stream = (before + "\ufeff" + new String(Watch.warm().bytes(), UTF_8)).getBytes(UTF_8);
    byte[] known = Watch.warm().bytes();
    for (ParserOptions options : List.of(OPTIONS, plain(OPTIONS))) {
      for (int size : new int[] {1, 2, stream.length}) {
        EndpointsParser parser = EndpointsParser.create(e -> {}, options);
        parser.parse(known);
        parser.reset();
        assertThatExceptionOfType(MalformedStreamException.class)
            .isThrownBy(() -> feed(parser, stream, size))
            .satisfies(e -> assertThat(e.byteOffset()).isEqualTo(before.length()));
      }
    }
  }

  private static void feed(EndpointsParser parser, byte[] stream, int size) {
    for (int from = 0; from < stream.length; from += size) {
      parser.feed(stream, from, Math.min(size, stream.length - from));
    }
  }

  // ---- holes ----

  @Test
  void content_that_never_differed_differs_at_last() {
    Watch watch = Watch.warm();
    for (int i = 0; i < 3; i++) {
      for (String kind : List.of("Pod", "Node", "", "P", "Pods", "\\u0050od", "Pöd")) {
        List<String> now = new ArrayList<>(addresses(1, 13));
        now.set(4, now.get(4).replace("Pod", kind));
        now.set(5, now.get(5).replace("default", "other" + i).replace("Pod", kind));
        watch.event(subset(now));
      }
      watch.event(subset(addresses(1, 13))).change("kcm", "k\\\"cm").event(subset(addresses(1, 3)));
    }
    requireSame(watch);
  }

  // ---- equal bytes in another context ----

  @Test
  void equal_elements_in_the_other_list_are_in_the_other_list() {
    Watch watch = Watch.warm();
    for (int i = 1; i < 13; i++) {
      watch.event(subset(addresses(1, i), addresses(i, 13)));
      watch.event(subset(addresses(i, 13), addresses(1, i)));
    }
    Outcome read = requireSame(watch);
    assertThat(read.events().get(read.events().size() - 1)).contains("ready=[Address[ip=10.0.0.12");
  }

  @Test
  void a_decoy_in_an_annotation_is_its_text() {
    String decoy = subset(addresses(1, 13)).replace("\"", "\\\"");
    Watch watch = Watch.warm();
    for (int i = 0; i < 4; i++) {
      watch.event(subset(addresses(1, 13))).change("\"x\"", "\"" + decoy + "\"");
      watch.event("").change("\"x\"", "\"" + decoy + "\"");
    }
    assertThat(last(requireSame(watch))).contains("ready=[] notReady=[]");
  }

  @Test
  void a_decoy_in_managed_fields_is_skipped() {
    String decoy = "{\"subsets\":[" + subset(addresses(1, 13)) + "]}";
    Watch watch = Watch.warm();
    for (int i = 0; i < 4; i++) {
      watch.event("").change("{\"f:subsets\":{}}", decoy);
      watch.event(subset(addresses(1, 3))).change("{\"f:subsets\":{}}", decoy);
    }
    assertThat(last(requireSame(watch))).contains("10.0.0.2").doesNotContain("10.0.0.3");
  }

  // ---- order, and repeated members ----

  @Test
  void subsets_before_metadata_belong_to_the_object_that_metadata_names() {
    Watch watch = Watch.warm();
    for (int i = 0; i < 6; i++) {
      String metadata = watch.metadata(i % 2 == 0 ? "web" : "api", "uid-1", "x");
      watch.raw(
          "{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Endpoints\",\"subsets\":["
              + subset(addresses(1, 13))
              + "],"
              + metadata
              + "}}\n");
    }
    requireSame(watch.event(subset(addresses(1, 13))));
  }

  @Test
  void the_type_may_come_behind_the_object() {
    Watch watch = Watch.warm();
    for (int i = 0; i < 4; i++) {
      watch.event(subset(addresses(1, 13)));
      watch.change("\"type\":\"MODIFIED\",", "").change("]}}", "]},\"type\":\"DELETED\"}");
      watch.event(subset(addresses(1, 13)));
    }
    requireSame(watch);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"subsets\":[|\"subsets\":[{\"addresses\":[{\"ip\":\"6.6.6.6\"}]}],\"subsets\":[",
        "]}}\n|],\"subsets\":[{\"addresses\":[{\"ip\":\"6.6.6.6\"}]}]}}\n",
        "]}}\n|],\"metadata\":{\"name\":\"other\"}}}\n",
        "]}}\n|],\"kind\":\"Endpoints\"}}\n",
        "]}}\n|]},\"object\":{\"kind\":\"Endpoints\"}}\n",
        "]}}\n|]},\"type\":\"DELETED\"}\n",
        "\"name\":\"web\"|\"name\":\"other\",\"name\":\"web\"",
        "\"name\":\"web\"|\"name\":\"web\",\"name\":\"other\"",
        "\"annotations\"|\"uid\":\"uid-2\",\"annotations\"",
        "{\"addresses\":[|{\"addresses\":[{\"ip\":\"6.6.6.6\"}],\"addresses\":[",
        "\"ports\"|\"addresses\":[{\"ip\":\"6.6.6.6\"}],\"ports\"",
        "\"ports\"|\"addresses\":null,\"ports\"",
        "\"ports\"|\"ports\":[{\"port\":8080}],\"ports\"",
        "\"ip\":\"10.0.0.7\"|\"ip\":\"6.6.6.6\",\"ip\":\"10.0.0.7\"",
        "\"ip\":\"10.0.0.7\"|\"ip\":\"10.0.0.7\",\"ip\":\"6.6.6.6\"",
        "\"name\":\"web-7\"|\"name\":\"web-7\",\"name\":\"web-8\"",
        "\"nodeName\":\"node-1\"|\"nodeName\":\"node-2\",\"nodeName\":\"node-1\"",
      })
  void of_a_member_that_comes_again_the_last_one_counts(String change) {
    String[] fromTo = change.split("\\|", 2);
    Watch watch = Watch.warm();
    for (int i = 0; i < 3; i++) {
      watch.event(subset(addresses(1, 13))).change(fromTo[0], fromTo[1]);
      watch.event(subset(addresses(1, 13)));
      watch.event(subset(addresses(1, 13))).change("\"name\":\"web\"", "\"name\":\"api\"");
    }
    requireSame(watch);
  }

  @Test
  void the_annotation_of_what_is_left_out_counts_for_its_event_alone() {
    Watch watch = Watch.warm();
    for (int i = 0; i < 3; i++) {
      for (String value : List.of("\"truncated\"", "\"warning\"", "\"truncates\"", "null")) {
        watch
            .event(subset(addresses(1, 13)))
            .change("\"note\"", "\"endpoints.kubernetes.io/over-capacity\":" + value + ",\"note\"");
      }
      watch.event(subset(addresses(1, 13)));
    }
    Outcome read = requireSame(watch);
    List<String> last = read.events().subList(read.events().size() - 5, read.events().size());
    assertThat(last.stream().map(event -> event.contains(" truncated")))
        .containsExactly(true, false, false, false, false);
  }

  @Test
  void members_that_come_again_through_passages_of_different_events_are_seen() {
    String both = subset(addresses(1, 7), addresses(7, 13));
    Watch watch = Watch.warm();
    watch.event(both);
    // Teaches that addresses may follow not-ready ones, which no server writes.
    watch.event("{\"notReadyAddresses\":[" + address(1) + "],\"addresses\":[" + address(2) + "]}");
    watch.event(subset(addresses(1, 7), addresses(7, 13)));
    watch.event(both).change("],\"ports\"", "],\"addresses\":[" + address(9) + "],\"ports\"");
    watch
        .event(both)
        .change("],\"ports\"", "],\"notReadyAddresses\":[" + address(9) + "],\"ports\"");
    watch.event(both).change("],\"ports\"", "],\"addresses\":[],\"ports\"");
    requireSame(watch.event(both));
  }

  @Test
  void what_a_repeated_member_said_first_teaches_nothing() {
    Watch watch = Watch.warm();
    String first = "{\"nodeName\":\"old\",\"ip\":\"10.9.9.1\"}";
    String second = "{\"nodeName\":\"new\",\"ip\":\"10.9.9.2\"}";
    watch.event(subset(List.of(second)));
    watch.change("\"subsets\":[", "\"subsets\":[" + subset(List.of(first)) + "],\"subsets\":[");
    watch.event(subset(List.of(first))).event(subset(List.of(first, second)));
    assertThat(last(requireSame(watch))).contains("nodeName=old").contains("nodeName=new");
  }

  @Test
  void a_type_that_makes_an_object_a_watch_event_is_not_joined_to_another_object() {
    String kindless = "{\"kind\":null,\"metadata\":{\"name\":\"a\"},\"subsets\":[%s]%s}\n";
    String list = subset(addresses(1, 4));
    Watch watch = Watch.warm();
    for (int i = 0; i < 3; i++) {
      watch.raw(kindless.formatted(list, ""));
      watch.raw(kindless.formatted(list, ",\"type\":\"ADDED\"").replace("null", "\"Endpoints\""));
    }
    requireSame(watch.raw(kindless.formatted(list, ",\"type\":\"ADDED\"")));
  }

  // ---- invalid bytes near reused ones ----

  @ParameterizedTest
  @ValueSource(
      strings = {
        "100|1\u000000", // in place of the version, which is a hole
        "uid-1|uid\n1",
        "uid-1|uid\\x1",
        "uid-1|uid\u00ff1",
        "uid-1|uid\u00c0\u00801",
        "uid-1|uid\u00ed\u00a0\u00801",
        "uid-1\"|uid-1\"\"",
        "uid-1\",|uid-1\",,",
        "f:subsets|f:\u00ff",
        "2026|20\\u12g4",
        "10.0.0.7\"|10.0.0.7\u0001\"",
        "10.0.0.7\"|10.0.0.7\u00e9\"",
        "10.0.0.7\",|10.0.0.7\";",
        "node-1|node\u00a01",
        "},{\"ip\":\"10.0.0.7\"|},,{\"ip\":\"10.0.0.7\"",
        "},{\"ip\":\"10.0.0.7\"|}{\"ip\":\"10.0.0.7\"",
        "],\"ports\"|,],\"ports\"",
        "]}}\n|]}}x\n",
        "]}}\n|]}}]\n",
        "]}}\n|]}\n",
        "]}}\n|]}}\u00ff\n",
      })
  void what_is_wrong_beside_reused_bytes_is_found_where_it_is(String change) {
    String[] fromTo = change.split("\\|", 2);
    Watch watch = Watch.warm().event(subset(addresses(1, 13))).event(subset(addresses(1, 13)));
    String text = new String(watch.bytes(), UTF_8);
    int lastLine = text.lastIndexOf('\n', text.length() - 2);
    int at = text.indexOf(fromTo[0], lastLine);
    assertThat(at).isPositive();
    byte[] stream =
        (text.substring(0, at) + fromTo[1] + text.substring(at + fromTo[0].length()))
            .getBytes(ISO_8859_1);
    assertThat(requireSame(stream, OPTIONS).error()).isInstanceOf(WatchStreamException.class);
  }

  @Test
  void after_an_error_nothing_of_the_stream_is_recalled() {
    List<EndpointsEvent> events = new ArrayList<>();
    EndpointsParser parser =
        EndpointsParser.create(e -> events.add(((EndpointsEvent) e).snapshot()));
    byte[] stream = Watch.warm().bytes();
    parser.feed(stream, 0, stream.length);
    int before = events.size();
    assertThat(parser.statistics().bytesRecalled()).isPositive();
    try {
      parser.feed("nonsense\n".getBytes(UTF_8), 0, 9);
      throw new AssertionError("this is no JSON");
    } catch (MalformedStreamException expected) {
      parser.reset();
    }
    byte[] again = new Watch().event(subset(addresses(1, 13))).bytes();
    parser.feed(again, 0, again.length);
    assertThat(parser.statistics().bytesRecalled()).isZero();
    EndpointsEvent event = events.get(events.size() - 1);
    assertThat(event.changes()).isEmpty();
    requireOtherInstances(events.get(before - 1), event);
  }

  // ---- an object's end ----

  @ParameterizedTest
  @ValueSource(strings = {"\"subsets\":", "\"subsets\" :"}) // the second one is left to Jackson
  void a_new_uid_is_another_object(String subsets) {
    Watch watch = Watch.warm();
    watch.event("MODIFIED", "web", "uid-2", subset(addresses(1, 13)));
    watch.change("\"subsets\":", subsets);
    watch.event("MODIFIED", "web", "uid-2", subset(addresses(1, 13)));
    requireForgotten(watch, 2);
  }

  @Test
  void a_deleted_object_is_forgotten() {
    Watch watch = Watch.warm();
    // The second time its layout is known.
    for (int i = 0; i < 2; i++) {
      watch.event("DELETED", "web", "uid-1", subset(addresses(1, 13)));
      watch.event("ADDED", "web", "uid-1", subset(addresses(1, 13)));
      requireForgotten(watch, 1);
    }
  }

  @Test
  void a_new_list_ends_what_was_remembered() {
    Watch watch = Watch.warm();
    String item = "{" + watch.metadata("a", "uid-9", "x") + "}";
    watch.raw("{\"kind\":\"EndpointsList\",\"metadata\":{},\"items\":[" + item + "]}\n");
    watch.event(subset(addresses(1, 13)));
    List<EndpointsEvent> events = watch.read(OPTIONS);
    EndpointsEvent event = events.get(events.size() - 1);
    assertThat(event.changes()).isEmpty();
    requireOtherInstances(events.get(events.size() - 3), event);
    requireSame(watch);
  }

  /**
   * The first of the last {@code last} events shares no address instance with the one before it.
   */
  private static void requireForgotten(Watch watch, int last) {
    List<EndpointsEvent> events = watch.read(OPTIONS);
    EndpointsEvent fresh = events.get(events.size() - last);
    EndpointsEvent before = events.get(events.size() - last - 1);
    assertThat(fresh.addresses()).isEqualTo(before.addresses()).hasSize(12);
    assertThat(fresh.changes()).isEmpty();
    requireOtherInstances(before, fresh);
    requireSame(watch);
  }

  private static void requireOtherInstances(EndpointsEvent before, EndpointsEvent after) {
    for (int i = 0; i < after.addresses().size(); i++) {
      assertThat(after.addresses().get(i)).isNotSameAs(before.addresses().get(i));
    }
  }

  // ---- aliasing ----

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 5000})
  void a_buffer_that_is_overwritten_after_each_feed_is_not_what_is_remembered(int chunking) {
    Watch watch = Watch.warm();
    for (int i = 0; i < 5; i++) {
      watch.event(subset(addresses(1, 13)));
    }
    byte[] stream = watch.bytes();
    List<String> events = new ArrayList<>();
    EndpointsParser parser = EndpointsParser.create(e -> events.add(Outcome.text(e, OPTIONS)));
    if (chunking == 0) {
      // One event per piece, all in the same array, which is overwritten with the next one's
      // addresses.
      byte[] buffer = new byte[stream.length];
      for (String line : new String(stream, UTF_8).split("(?<=\n)", -1)) {
        byte[] bytes = line.getBytes(UTF_8);
        System.arraycopy(bytes, 0, buffer, 0, bytes.length);
        parser.feed(buffer, 0, bytes.length);
        for (int i = 0; i < buffer.length; i++) {
          buffer[i] = buffer[i] == '0' ? (byte) '1' : buffer[i];
        }
      }
    } else {
      Outcome.feed(parser, stream, chunking);
    }
    parser.endOfInput();
    assertThat(parser.statistics().bytesRecalled()).isPositive();
    assertThat(events).isEqualTo(Outcome.of(stream, 0, plain(OPTIONS)).events());
  }

  // ---- what moved ----

  @Test
  void permuted_subsets_keep_their_addresses() {
    List<String> subsets = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      subsets.add(subset(addresses(20 * i + 10, 20 * i + 20), addresses(20 * i + 20, 20 * i + 25)));
    }
    Watch watch = Watch.warm();
    Random random = new Random(1);
    for (int i = 0; i < 10; i++) {
      Collections.shuffle(subsets, random);
      watch.event(String.join(",", subsets));
    }
    requireSame(watch);
    List<EndpointsEvent> events = watch.read(OPTIONS);
    for (int i = events.size() - 9; i < events.size(); i++) {
      requireSameInstances(events.get(i - 1), events.get(i));
      assertThat(events.get(i).changes()).contains(AddressChanges.none());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 39})
  void an_insert_and_a_removal_shift_the_others_and_leave_them_as_they_were(int place) {
    Watch watch = Watch.warm();
    for (int i = 0; i < 4; i++) {
      List<String> more = new ArrayList<>(addresses(1, 41));
      more.add(place, address(90 + i));
      watch.event(subset(more)).event(subset(addresses(1, 41)));
    }
    requireSame(watch);
    List<EndpointsEvent> events = watch.read(OPTIONS);
    requireSameInstances(events.get(events.size() - 1), events.get(events.size() - 2), 40);
    EndpointsParser parser = EndpointsParser.create(e -> {});
    parser.parse(watch.bytes());
    assertThat(parser.statistics().resyncs()).isPositive();
  }

  @Test
  void an_address_of_which_nothing_changed_that_is_read_is_the_same_instance() {
    Watch watch = Watch.warm();
    for (int version = 0; version < 5; version++) {
      List<String> churned = new ArrayList<>();
      for (int pod = 1; pod < 41; pod++) {
        churned.add(address("10.0.0." + pod, pod, 1000 + version));
      }
      watch.event(subset(churned));
    }
    requireSame(watch);
    List<EndpointsEvent> events = watch.read(OPTIONS);
    requireSameInstances(events.get(events.size() - 2), events.get(events.size() - 1), 40);
    assertThat(events.get(events.size() - 1).changes()).contains(AddressChanges.none());
  }

  @Test
  void addresses_of_which_nothing_changed_that_is_read_cost_nothing() {
    byte[][] events = new byte[200][];
    for (int version = 0; version < events.length; version++) {
      List<String> churned = new ArrayList<>();
      for (int pod = 1; pod < 41; pod++) {
        churned.add(address("10.0.0." + pod, pod, 1000 + version));
      }
      events[version] = new Watch().event(subset(churned)).bytes();
    }
    EndpointsParser parser = EndpointsParser.create(e -> {});
    Runnable run =
        () -> {
          for (byte[] event : events) {
            parser.feed(event, 0, event.length);
          }
        };
    AllocatedBytes.leastOf(3, run);
    assertThat(AllocatedBytes.leastOf(5, run)).isZero();
  }

  private static void requireSameInstances(EndpointsEvent before, EndpointsEvent after) {
    requireSameInstances(before, after, before.addresses().size());
    requireSameInstances(before.notReadyAddresses(), after.notReadyAddresses());
  }

  private static void requireSameInstances(EndpointsEvent before, EndpointsEvent after, int count) {
    assertThat(requireSameInstances(before.addresses(), after.addresses())).isEqualTo(count);
  }

  private static int requireSameInstances(List<Address> before, List<Address> after) {
    int same = 0;
    for (Address address : after) {
      int index = before.indexOf(address);
      if (index >= 0) {
        assertThat(address).isSameAs(before.get(index));
        same++;
      }
    }
    return same;
  }

  // ---- memory ----

  @Test
  void memory_is_bounded_and_what_was_forgotten_is_read_again() {
    Watch watch = Watch.warm();
    for (int round = 0; round < 6; round++) {
      for (int i = 0; i < 10; i++) {
        watch.event("MODIFIED", "web-" + i, "uid-" + i, subset(addresses(i + 1, i + 9)));
      }
    }
    ParserOptions little = OPTIONS.withMaxRecalledBytes(40 << 10);
    assertThat(requireSame(watch.bytes(), little).error()).isNull();
    EndpointsParser parser = EndpointsParser.create(e -> {}, little);
    parser.parse(watch.bytes());
    assertThat(parser.statistics().evictions()).isPositive();
    EndpointsParser roomy = EndpointsParser.create(e -> {});
    roomy.parse(watch.bytes());
    assertThat(roomy.statistics().evictions()).isZero();
    assertThat(roomy.statistics().bytesRecalled())
        .isGreaterThan(parser.statistics().bytesRecalled());
  }

  @Test
  void an_object_that_would_take_more_than_a_quarter_of_the_memory_is_not_remembered() {
    Watch watch = new Watch();
    for (int i = 0; i < 20; i++) {
      watch.event("MODIFIED", "small", "uid-1", subset(addresses(1, 3)));
      watch.event("MODIFIED", "large", "uid-2", subset(addresses(1, 100)));
    }
    ParserOptions little = OPTIONS.withMaxRecalledBytes(100 << 10);
    requireSame(watch.bytes(), little);
    List<EndpointsEvent> events = watch.read(little);
    assertThat(events.get(events.size() - 2).changes()).isPresent();
    assertThat(events.get(events.size() - 1).changes()).isEmpty();
  }

  @Test
  void objects_whose_names_have_the_same_hash_are_told_apart() {
    List<String> names = List.of("AaAa", "BBBB", "AaBB", "BBAa");
    assertThat(names).allMatch(name -> name.hashCode() == names.get(0).hashCode());
    Watch watch = Watch.warm();
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < names.size(); i++) {
        watch.event("MODIFIED", names.get(i), "uid-1", subset(addresses(10 * i + 1, 10 * i + 9)));
      }
    }
    requireSame(watch);
    List<EndpointsEvent> events = watch.read(OPTIONS);
    for (EndpointsEvent event : events.subList(events.size() - 4, events.size())) {
      assertThat(event.changes()).as(event.name()).isNotNull();
      assertThat(event.changes()).contains(AddressChanges.none());
    }
  }

  // ---- limits ----

  @Test
  void an_event_of_recalled_bytes_may_be_as_long_as_any_other_and_no_longer() {
    Watch watch = Watch.warm().event(subset(addresses(1, 13))).event(subset(addresses(1, 13)));
    List<String> lines = new String(watch.bytes(), UTF_8).lines().toList();
    int longest = 0;
    for (String line : lines) {
      longest = Math.max(longest, line.length());
    }
    byte[] stream = watch.bytes();
    assertThat(requireSame(stream, OPTIONS.withMaxEventBytes(longest)).error()).isNull();
    // All but the last event are short enough.
    byte[] last =
        watch
            .event(subset(addresses(1, 13)))
            .change("\"x\"", "\"" + "x".repeat(200) + "\"")
            .bytes();
    int length = last.length - stream.length - 1;
    assertThat(requireSame(last, OPTIONS.withMaxEventBytes(length)).error()).isNull();
    for (int less = 1; less < 99; less += 7) {
      Outcome outcome = requireSame(last, OPTIONS.withMaxEventBytes(length - less));
      assertThat(outcome.error()).isInstanceOf(LimitExceededException.class);
      assertThat(outcome.events()).hasSize(lines.size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {19, 20, 21, 40})
  void a_name_in_a_hole_may_be_no_longer_than_another(int length) {
    Watch watch = Watch.warm().event(subset(addresses(1, 13)));
    watch.change("f:subsets", "n".repeat(length));
    Outcome outcome = requireSame(watch.bytes(), OPTIONS.withMaxNameLength(20));
    assertThat(outcome.error() == null).isEqualTo(length <= 20);
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, -1, 0, 1, 2, 1000})
  void items_and_the_white_space_between_them_are_measured(int more) {
    Watch watch = new Watch();
    StringBuilder list = new StringBuilder("{\"kind\":\"EndpointsList\",\"items\":[");
    String item = "{" + watch.metadata("a", "uid-1", "x") + "}";
    list.append((item + ",").repeat(9)).append(item);
    int limit = item.length() + 10;
    ParserOptions options = OPTIONS.withMaxEventBytes(limit);
    String longer = item.replace("\"x\"", "\"" + "x".repeat(11 + more) + "\"");
    Outcome items = requireSame((list + "," + longer + "," + item + "]}").getBytes(UTF_8), options);
    assertThat(items.error() == null).isEqualTo(more <= 0);

    String space = " ".repeat(limit - 2 + more);
    requireSame((list + space + "," + item + "]}").getBytes(UTF_8), options);
    requireSame((list + "," + space + item + "]}").getBytes(UTF_8), options);
    requireSame((list + "," + item + space + "]}").getBytes(UTF_8), options);
  }

  @Test
  void white_space_behind_events_takes_no_memory_and_no_time_however_much_there_is() {
    long[] events = new long[1];
    EndpointsParser parser = EndpointsParser.create(e -> events[0]++);
    byte[] stream = Watch.warm().bytes();
    parser.feed(stream, 0, stream.length);
    long before = events[0];
    byte[] space = " ".repeat(8 << 10).getBytes(UTF_8);
    Runnable run =
        () -> {
          for (int i = 0; i < 4096; i++) {
            parser.feed(space, 0, space.length);
          }
        };
    assertThat(AllocatedBytes.leastOf(1, run)).isLessThan(1 << 20);
    byte[] event = new Watch().event(subset(addresses(1, 13))).bytes();
    parser.feed(event, 0, event.length);
    assertThat(events[0]).isEqualTo(before + 1);
  }

  @Test
  void white_space_between_items_is_an_error_as_soon_as_it_is_over_the_limit() {
    Watch watch = new Watch();
    String item = "{" + watch.metadata("a", "uid-1", "x") + "}";
    EndpointsParser parser = EndpointsParser.create(e -> {}, OPTIONS.withMaxEventBytes(1000));
    byte[] start =
        ("{\"kind\":\"EndpointsList\",\"items\":[" + (item + ",").repeat(9) + item).getBytes(UTF_8);
    parser.feed(start, 0, start.length);
    byte[] space = " ".repeat(100).getBytes(UTF_8);
    int fed = 0;
    try {
      for (; fed < 100; fed++) {
        parser.feed(space, 0, space.length);
      }
    } catch (LimitExceededException e) {
      assertThat(e.byteOffset()).isEqualTo(start.length + 1000L);
    }
    assertThat(fed).isEqualTo(10);
  }

  // ---- lists ----

  @Test
  void what_is_wrong_with_a_later_item_is_told_with_its_own_path() {
    Watch watch = new Watch();
    String item = "{" + watch.metadata("a", "uid-1", "x") + "}";
    String list = "{\"kind\":\"EndpointsList\",\"items\":[" + (item + ",").repeat(9);
    Outcome outcome =
        requireSame((list + item.replace("\"uid-1\"", "5") + "]}").getBytes(UTF_8), OPTIONS);
    assertThat(((UnexpectedDataException) outcome.error()).path())
        .isEqualTo("/items/9/metadata/uid");
    requireSame((list + item + "],\"metadata\":{\"continue\":5}}").getBytes(UTF_8), OPTIONS);
    requireSame((list + "{\"kind\":\"Pod\"}]}").getBytes(UTF_8), OPTIONS);
  }

  @Test
  void items_that_do_not_tell_their_kind_are_of_the_kind_that_those_before_them_told() {
    String plain = "{\"metadata\":{\"name\":\"a\"}}";
    String endpoints =
        "{\"metadata\":{\"name\":\"a\"},\"subsets\":[{\"addresses\":[{\"ip\":\"1\"}]}]}";
    String slice = "{\"metadata\":{\"name\":\"a\"},\"endpoints\":[{\"addresses\":[\"1\"]}]}";
    List<String> items = List.of(plain, endpoints, slice);
    Random random = new Random(3);
    for (int round = 0; round < 30; round++) {
      List<String> list = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        list.add(items.get(random.nextInt(items.size())));
      }
      String text = "{\"kind\":\"List\",\"items\":[" + String.join(",", list) + "]}\n";
      requireOutcomesEqual(text.repeat(2).getBytes(UTF_8), OPTIONS);
    }
  }

  @Test
  void items_of_a_list_are_of_its_kind_even_if_the_first_one_is_skipped() {
    String items = "{\"metadata\":{\"name\":\"a\"}},{\"metadata\":{\"name\":\"b\"}}]}\n";
    String stream =
        "{\"kind\":\"EndpointsList\",\"items\":["
            + items
            + "{\"kind\":\"EndpointSliceList\",\"items\":[{\"kind\":\"Pod\"},"
            + items;
    requireOutcomesEqual(stream.getBytes(UTF_8), OPTIONS.withSkipOtherKinds(true));
  }

  @Test
  void an_item_whose_kind_only_its_list_told_teaches_nothing_of_other_objects() {
    String item = "{\"kind\":null,\"metadata\":{\"name\":\"a\"}}";
    String stream = "{\"items\":[" + item + "],\"kind\":\"EndpointsList\"}\n" + item + "\n";
    requireOutcomesEqual(stream.getBytes(UTF_8), OPTIONS);
  }

  // ---- how it is checked ----

  private static Outcome requireSame(Watch watch) {
    byte[] stream = watch.bytes();
    for (int chunking : new int[] {0, 100}) {
      assertThat(Outcome.of(stream, chunking, PORTS).describe())
          .isEqualTo(Outcome.of(stream, 0, plain(PORTS)).describe());
    }
    return requireSame(stream, OPTIONS);
  }

  /** Also requires that most is read without Jackson, or the test would not test what it claims. */
  private static Outcome requireSame(byte[] stream, ParserOptions options) {
    EndpointsParser parser = EndpointsParser.create(e -> {}, options);
    try {
      Outcome.feed(parser, stream, 100);
    } catch (WatchStreamException e) {
      // The plain reader throws the same, or the comparison fails.
    }
    ReaderStatistics work = parser.statistics();
    assertThat(work.bytesRecalled() + work.bytesShaped()).isGreaterThan(work.bytesTokenized() / 3);
    return requireOutcomesEqual(stream, options);
  }

  private static Outcome requireOutcomesEqual(byte[] stream, ParserOptions options) {
    return Outcome.atEveryChunking(stream, options);
  }

  private static ParserOptions plain(ParserOptions options) {
    return options.withReader(ParserOptions.Reader.PLAIN);
  }

  private static String last(Outcome outcome) {
    return outcome.events().get(outcome.events().size() - 1);
  }
}
