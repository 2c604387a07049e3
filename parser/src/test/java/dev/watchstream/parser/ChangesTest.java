package dev.watchstream.parser;

import static dev.watchstream.parser.Watch.address;
import static dev.watchstream.parser.Watch.addresses;
import static dev.watchstream.parser.Watch.subset;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Recordings;
import dev.watchstream.fixtures.synthetic.SyntheticStream;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What an event says it changed, against a comparison of all addresses with those of the previous
 * event.
 */
class ChangesTest {

  @SuppressWarnings("ImmutableEnumChecker") // a name, or a description, which is immutable
  private enum Source {
    ROLLOUT(SyntheticStream.rollout(60, 3)),
    ROLLOUT_IN_SLICES(SyntheticStream.rollout(150, 3).inSlices()),
    FLIPS(SyntheticStream.readinessFlips(40)),
    ZIPF(SyntheticStream.zipf(8)),
    ZIPF_IN_SLICES(SyntheticStream.zipf(8).inSlices()),
    PERMUTED(SyntheticStream.permutedSubsets(6, 5)),
    MANY_PERMUTED(SyntheticStream.permutedSubsets(10, 40)),
    DIRTY(SyntheticStream.everyAddressDirty(30)),
    MANY_DIRTY(SyntheticStream.everyAddressDirty(100)),
    ONE_POD("one-pod-rollout"),
    FLEET("fleet-rollout"),
    FLEET_IN_SLICES("fleet-rollout-slices");

    private final Object stream;

    Source(Object stream) {
      this.stream = stream;
    }

    byte[] bytes() throws IOException {
      if (stream instanceof SyntheticStream synthetic) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        synthetic.withSeed(4).writeTo(out, SyntheticStream.Size.ofEvents(80));
        return out.toByteArray();
      }
      try (InputStream in = Recordings.find((String) stream).orElseThrow().openBody()) {
        byte[] most = in.readNBytes(14 << 20);
        int end = most.length;
        while (most[end - 1] != '\n') {
          end--;
        }
        return Arrays.copyOf(most, end);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Source.class)
  void an_event_tells_what_it_changed_and_keeps_what_it_did_not(Source source) throws IOException {
    Map<String, EndpointsEvent> last = new HashMap<>();
    long[] compared = new long[1];
    EndpointsParser parser =
        EndpointsParser.create(
            e -> {
              if (e instanceof EndpointsEvent event) {
                String object = event.namespace() + "/" + event.name() + "/" + event.uid();
                EndpointsEvent now = event.snapshot();
                EndpointsEvent before = last.put(object, now);
                if (before == null) {
                  assertThat(event.changes()).isEmpty();
                } else {
                  compared[0]++;
                  requireChanges(before, now);
                  requireSameInstances(before, now);
                }
                if (event.type() == EventType.DELETED) {
                  last.remove(object);
                }
              }
            });
    byte[] stream = source.bytes();
    for (int from = 0; from < stream.length; from += 5000) {
      parser.feed(stream, from, Math.min(5000, stream.length - from));
    }
    parser.endOfInput();
    assertThat(compared[0]).isPositive();
  }

  private static void requireChanges(EndpointsEvent before, EndpointsEvent now) {
    AddressChanges changes = now.changes().orElseThrow();
    assertThat(changes).isNotNull();
    Map<Address, int[]> counts = new HashMap<>();
    count(before, counts, -1);
    count(now, counts, 1);
    List<Address> appeared = new ArrayList<>();
    List<Address> gone = new ArrayList<>();
    List<List<Address>> moved = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    counts.forEach(
        (address, difference) -> {
          int more = 0;
          int fewer = 0;
          for (int d : difference) {
            more += Math.max(0, d);
            fewer += Math.max(0, -d);
          }
          add(appeared, address, more - fewer);
          add(gone, address, fewer - more);
          // Where equal ones also appeared, any of them may be the one that moved.
          int into = more <= fewer ? 4 : 0;
          for (int state = 0; state < into; state++) {
            add(moved.get(Math.min(state, 2)), address, difference[state]);
          }
        });
    assertThat(changes.appeared()).containsExactlyInAnyOrderElementsOf(appeared);
    assertThat(changes.gone()).containsExactlyInAnyOrderElementsOf(gone);
    assertThat(changes.becameReady()).containsExactlyInAnyOrderElementsOf(moved.get(0));
    assertThat(changes.becameNotReady()).containsExactlyInAnyOrderElementsOf(moved.get(1));
    assertThat(changes.becameTerminating()).containsExactlyInAnyOrderElementsOf(moved.get(2));
    assertThat(changes.isEmpty()).isEqualTo(counts.values().stream().allMatch(ChangesTest::isZero));
  }

  private static boolean isZero(int[] difference) {
    return Arrays.stream(difference).allMatch(d -> d == 0);
  }

  /** By list: ready, not ready, terminating, terminating and serving. */
  private static void count(EndpointsEvent event, Map<Address, int[]> counts, int by) {
    List<List<Address>> lists =
        List.of(
            event.addresses(),
            event.notReadyAddresses(),
            event.terminatingAddresses(),
            event.servingTerminatingAddresses());
    for (int i = 0; i < 4; i++) {
      for (Address address : lists.get(i)) {
        int[] count = counts.computeIfAbsent(address, a -> new int[4]);
        count[i] += by;
        count[2] -= i == 3 ? by : 0;
      }
    }
  }

  private static void add(List<Address> list, Address address, int times) {
    for (int i = 0; i < times; i++) {
      list.add(address);
    }
  }

  /** Of equal addresses, as many as there were before must be the same instances. */
  private static void requireSameInstances(EndpointsEvent before, EndpointsEvent now) {
    Set<Address> known = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Address> equal = new HashSet<>();
    List<Address> others = new ArrayList<>();
    forAll(before, known::add);
    equal.addAll(known);
    forAll(
        now,
        address -> {
          if (equal.contains(address) && !known.contains(address)) {
            others.add(address);
          }
        });
    assertThat(others).as("equal, but another instance").isEmpty();
  }

  private static void forAll(EndpointsEvent event, Consumer<Address> task) {
    event.addresses().forEach(task);
    event.notReadyAddresses().forEach(task);
    event.terminatingAddresses().forEach(task);
  }

  @Test
  void an_event_that_jackson_read_keeps_what_did_not_change_as_well() {
    Watch watch = Watch.warm();
    for (int i = 0; i < 3; i++) {
      watch.event(subset(addresses(1, 200)));
      watch.event(subset(addresses(1, 200))).change("\"subsets\":", "\"subsets\" :");
      watch.event(subset(addresses(2, 201))).change("\"addresses\":", "\"addresses\" : ");
    }
    List<EndpointsEvent> events = watch.read(ParserOptions.defaults());
    for (int i = events.size() - 6; i < events.size(); i++) {
      requireChanges(events.get(i - 1), events.get(i));
      requireSameInstances(events.get(i - 1), events.get(i));
    }
  }

  @Test
  void an_event_from_which_nothing_is_learned_is_not_missed() {
    Watch watch = Watch.warm();
    for (int i = 0; i < 60; i++) {
      watch.event(subset(addresses(1, 5 + i % 7)));
      // Of a layout that is not learned; after several in a row, nothing is learned for a while.
      for (int n = i < 12 ? 1 : i == 20 ? 10 : 0; n > 0; n--) {
        String subsets = "\"subsets\":[" + subset(addresses(3, 6)) + "],";
        watch.raw("{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Endpoints\"," + subsets);
        watch.raw(watch.metadata(i < 12 ? "web" : "odd", "uid-1", "x") + "}}\n");
      }
    }
    List<EndpointsEvent> events = watch.read(ParserOptions.defaults());
    EndpointsEvent before = events.get(0);
    for (EndpointsEvent event : events) {
      if (event.changes().isPresent()) {
        requireChanges(before, event);
      }
      before = "web".equals(event.name()) ? event : before;
    }
    assertThat(events.get(events.size() - 1).changes()).isPresent();
  }

  @Test
  void an_address_in_two_lists_is_counted_in_each() {
    Watch watch = Watch.warm();
    String one = subset(addresses(1, 3), addresses(3, 5));
    String other = subset(addresses(3, 5), addresses(1, 3));
    watch.event(one + "," + other).event(other + "," + one).event(one).event(one + "," + one);
    watch.event(other + "," + one);
    List<EndpointsEvent> events = watch.read(ParserOptions.defaults());
    for (int i = 1; i < events.size(); i++) {
      requireChanges(events.get(i - 1), events.get(i));
    }
  }

  @Test
  void addresses_that_share_an_ip_are_told_apart_among_many_that_do_not() {
    List<String> many = new ArrayList<>();
    for (int pod = 0; pod < 300; pod++) {
      many.add(address("10.0.0." + (pod < 250 ? pod : pod % 5), pod, 7));
    }
    many.addAll(many.subList(0, 3));
    List<String> others = new ArrayList<>(many);
    Collections.shuffle(others, new Random(5));
    Watch watch = Watch.warm();
    for (int i = 0; i < 3; i++) {
      watch.event(subset(many.subList(0, 200), many.subList(200, 303)));
      watch.event(subset(others.subList(0, 150), others.subList(150, 300)));
      watch.event(subset(others.subList(50, 250), others.subList(0, 50)));
    }
    List<EndpointsEvent> events = watch.read(ParserOptions.defaults());
    for (int i = events.size() - 8; i < events.size(); i++) {
      requireChanges(events.get(i - 1), events.get(i));
      requireSameInstances(events.get(i - 1), events.get(i));
    }
  }

  @ParameterizedTest
  @EnumSource(ParserOptions.Reader.class)
  void changes_are_not_known_of_first_events_of_items_and_of_the_plain_reader(
      ParserOptions.Reader reader) {
    Watch watch = Watch.warm();
    watch.event("ADDED", "other", "uid-7", subset(addresses(1, 3)));
    String item = "{" + watch.metadata("web", "uid-1", "x") + "}";
    watch.raw("{\"kind\":\"EndpointsList\",\"items\":[" + item + "," + item + "]}\n");
    ParserOptions options = ParserOptions.defaults().withReader(reader);
    List<EndpointsEvent> events = watch.read(options);
    assertThat(events.subList(events.size() - 3, events.size()))
        .allMatch(e -> e.changes().isEmpty());
    boolean isPlain = options.reader() == ParserOptions.Reader.PLAIN;
    assertThat(events.get(events.size() - 4).changes().isEmpty()).isEqualTo(isPlain);
    assertThat(events.get(0).changes()).isEmpty();
  }

  @Test
  void a_list_without_items_is_a_list_as_well_wherever_its_chunks_end() {
    Watch watch = Watch.warm();
    watch.raw("{\"kind\":\"EndpointsList\",\"metadata\":{},\"items\":[]}\n");
    watch.event(subset(addresses(1, 3))).event(subset(addresses(1, 4)));
    byte[] stream = watch.bytes();
    for (int size : new int[] {1, 100, stream.length}) {
      List<Boolean> areKnown = new ArrayList<>();
      EndpointsParser parser =
          EndpointsParser.create(
              e -> {
                if (e instanceof EndpointsEvent event) {
                  areKnown.add(event.changes().isPresent());
                }
              });
      for (int from = 0; from < stream.length; from += size) {
        parser.feed(stream, from, Math.min(size, stream.length - from));
      }
      assertThat(areKnown.subList(areKnown.size() - 3, areKnown.size()))
          .as("in pieces of " + size)
          .containsExactly(true, false, true);
    }
  }

  @Test
  void a_snapshot_keeps_what_the_event_changed() {
    EndpointsEvent[] kept = new EndpointsEvent[1];
    EndpointsParser parser =
        EndpointsParser.create(
            e -> {
              EndpointsEvent event = (EndpointsEvent) e;
              if (event.addresses().size() == 5) {
                kept[0] = event.snapshot();
              }
            });
    parser.parse(
        Watch.warm().event(subset(addresses(1, 6))).event(subset(addresses(1, 13))).bytes());
    assertThat(kept[0].changes().orElseThrow().appeared()).isEmpty();
    assertThat(kept[0].changes().orElseThrow().gone()).hasSize(7);
    assertThat(kept[0].snapshot().changes()).isEqualTo(kept[0].changes());
  }
}
