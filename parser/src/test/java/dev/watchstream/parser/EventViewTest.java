package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.watchstream.parser.stream.EndpointsParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long an event and its parts stay valid. */
class EventViewTest {

  private static final ParserOptions WITH_PORTS = ParserOptions.defaults().withReadPorts(true);

  private static final String TWO_EVENTS =
      """
      {"type":"ADDED","object":{"kind":"Endpoints","metadata":{"name":"a","namespace":"d",\
      "uid":"u","resourceVersion":"1","annotations":{\
      "endpoints.kubernetes.io/over-capacity":"truncated"}},"subsets":[{"addresses":[{"ip":"10.0.0.1"}],\
      "notReadyAddresses":[{"ip":"10.0.0.2"}],"ports":[{"name":"http","port":80}]},\
      {"addresses":[{"ip":"10.0.0.3"}]}]}}
      {"type":"DELETED","object":{"kind":"EndpointSlice","metadata":{"name":"b",\
      "resourceVersion":"22","labels":{"kubernetes.io/service-name":"s"}},"endpoints":[\
      {"addresses":["10.0.1.1"],"conditions":{"ready":false,"serving":true,"terminating":true}}],\
      "ports":[{"port":90}]}}
      {"type":"ADDED","object":{"kind":"Endpoints"}}
      """;

  @Test
  void a_snapshot_says_the_same_for_ever() {
    List<String> live = new ArrayList<>();
    List<EndpointsEvent> kept = new ArrayList<>();
    EndpointsParser parser =
        EndpointsParser.create(
            e -> {
              live.add(Brief.text(e) + e);
              kept.add(((EndpointsEvent) e).snapshot());
            },
            WITH_PORTS);
    parser.parse(TWO_EVENTS.getBytes(UTF_8));
    parser.parse("{\"kind\":\"Endpoints\"}".getBytes(UTF_8));

    assertThat(kept).extracting(EndpointsEvent::isTruncated).startsWith(true, false, false);
    List<String> later = kept.subList(0, 3).stream().map(e -> Brief.text(e) + e).toList();
    assertThat(later).isEqualTo(live.subList(0, 3)).doesNotHaveDuplicates();
    assertThat(Brief.text(kept.get(0).snapshot())).isEqualTo(Brief.text(kept.get(0)));
  }

  @Test
  void an_event_is_a_view_that_the_next_event_changes() {
    List<EndpointsEvent> views = new ArrayList<>();
    List<List<Address>> lists = new ArrayList<>();
    EndpointsParser.create(
            e -> {
              views.add((EndpointsEvent) e);
              lists.add(((EndpointsEvent) e).addresses());
            })
        .parse(TWO_EVENTS.getBytes(UTF_8));

    assertThat(views.get(0)).isSameAs(views.get(1));
    assertThat(lists.get(0)).isEmpty();
  }

  @Test
  void an_address_may_be_kept() {
    List<Address> kept = new ArrayList<>();
    EndpointsParser.create(e -> kept.addAll(((EndpointsEvent) e).addresses()))
        .parse(TWO_EVENTS.getBytes(UTF_8));
    assertThat(kept)
        .containsExactly(
            new Address("10.0.0.1", null, null, null, null),
            new Address("10.0.0.3", null, null, null, null));
  }

  @Test
  void what_is_no_endpoints_may_be_kept() {
    List<StreamEvent> kept = new ArrayList<>();
    EndpointsParser.create(kept::add)
        .parse(
            """
            {"type":"BOOKMARK","object":{"kind":"Endpoints","metadata":{"resourceVersion":"1"}}}
            {"kind":"Status","code":410,"reason":"r","message":"m"}
            {"kind":"EndpointsList","metadata":{"resourceVersion":"2","continue":"c"}}
            {"type":"BOOKMARK","object":{"kind":"Endpoints","metadata":{"resourceVersion":"3"}}}
            """
                .getBytes(UTF_8));
    assertThat(kept)
        .containsExactly(
            new BookmarkEvent("Endpoints", "1", false),
            new StatusEvent(410, "r", "m", 0),
            new ListEndEvent("EndpointsList", "2", "c"),
            new BookmarkEvent("Endpoints", "3", false));
  }

  @Test
  void nobody_can_change_the_lists_of_an_event() {
    EndpointsParser.create(
            e -> {
              EndpointsEvent event = ((EndpointsEvent) e).snapshot();
              Address address = new Address("6.6.6.6", null, null, null, null);
              refused(() -> event.addresses().add(address));
              refused(() -> event.addresses().clear());
              refused(() -> event.subsets().add(null));
              for (Subset subset : event.subsets()) {
                refused(() -> subset.addresses().add(address));
                refused(() -> subset.ports().add(new Port(null, 0, null, null)));
              }
              for (Subset subset : ((EndpointsEvent) e).subsets()) {
                refused(() -> subset.ports().add(new Port(null, 0, null, null)));
              }
            },
            WITH_PORTS)
        .parse(TWO_EVENTS.lines().findFirst().orElseThrow().getBytes(UTF_8));
  }

  @Test
  void ports_that_were_not_asked_for_are_no_empty_list_but_an_exception() {
    EndpointsParser.create(
            e ->
                ((EndpointsEvent) e)
                    .subsets()
                    .forEach(
                        s ->
                            assertThatIllegalStateException()
                                .isThrownBy(s::ports)
                                .withMessageContaining("withReadPorts")))
        .parse(TWO_EVENTS.getBytes(UTF_8));
  }

  @Test
  void subsets_can_be_had_without_ports() {
    List<Integer> sizes = new ArrayList<>();
    EndpointsParser.create(
            e -> ((EndpointsEvent) e).subsets().forEach(s -> sizes.add(s.addresses().size())))
        .parse(TWO_EVENTS.getBytes(UTF_8));
    assertThat(sizes).containsExactly(1, 1, 0);
  }

  @Test
  void an_index_outside_a_list_is_refused() {
    EndpointsParser.create(
            e -> {
              List<Address> list = ((EndpointsEvent) e).addresses();
              assertThatExceptionOfType(IndexOutOfBoundsException.class)
                  .isThrownBy(() -> list.get(list.size()));
              assertThatExceptionOfType(IndexOutOfBoundsException.class)
                  .isThrownBy(() -> list.get(-1));
            })
        .parse(TWO_EVENTS.getBytes(UTF_8));
  }

  private static void refused(Runnable change) {
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(change::run);
  }
}
