package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.watchstream.parser.stream.EndpointsParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Events without a stream are those that a stream would have given. */
class EndpointsEventBuilderTest {

  private static final Address POD =
      Address.of("10.0.0.1")
          .withNodeName("n")
          .withTargetRef(TargetRef.pod("default", "web-1", "u1"));

  @Test
  void an_endpoints_with_two_subsets_is_as_it_is_read() {
    EndpointsEvent made =
        EndpointsEvent.ofEndpoints("default", "web")
            .type(EventType.MODIFIED)
            .uid("u")
            .resourceVersion("7")
            .addresses(POD)
            .notReadyAddresses(Address.of("10.0.0.2"))
            .ports(new Port("http", 80, null, null))
            .nextSubset()
            .addresses(Address.of("10.0.0.3"))
            .ports()
            .build();

    requireSame(
        made,
        """
        {"type":"MODIFIED","object":{"kind":"Endpoints","metadata":{"namespace":"default",\
        "name":"web","uid":"u","resourceVersion":"7"},"subsets":[{"addresses":[{"ip":"10.0.0.1",\
        "nodeName":"n","targetRef":{"kind":"Pod","namespace":"default","name":"web-1",\
        "uid":"u1"}}],"notReadyAddresses":[{"ip":"10.0.0.2"}],"ports":[{"name":"http",\
        "port":80}]},{"addresses":[{"ip":"10.0.0.3"}]}]}}
        """);
  }

  @Test
  void a_slice_tells_which_addresses_are_terminating() {
    EndpointsEvent made =
        EndpointsEvent.ofSlice("default", "web-x7k2p", "web")
            .addresses(POD.withZone("z"))
            .terminatingAddresses(Address.of("10.0.0.2"))
            .servingTerminatingAddresses(Address.of("10.0.0.3"))
            .ports()
            .build();

    requireSame(
        made,
        """
        {"type":"ADDED","object":{"kind":"EndpointSlice","metadata":{"namespace":"default",\
        "name":"web-x7k2p","labels":{"kubernetes.io/service-name":"web"}},"endpoints":[\
        {"addresses":["10.0.0.1"],"nodeName":"n","zone":"z","targetRef":{"kind":"Pod",\
        "namespace":"default","name":"web-1","uid":"u1"}},\
        {"addresses":["10.0.0.2"],"conditions":{"ready":false,"terminating":true}},\
        {"addresses":["10.0.0.3"],"conditions":{"ready":false,"serving":true,\
        "terminating":true}}]}}
        """);
  }

  @Test
  void an_object_without_addresses_is_as_it_is_read() {
    requireSame(
        EndpointsEvent.ofEndpoints(null, "web").build(),
        "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"web\"}}}");
    requireSame(
        EndpointsEvent.ofSlice(null, "web-1", null).ports().build(),
        "{\"type\":\"ADDED\",\"object\":{\"kind\":\"EndpointSlice\","
            + "\"metadata\":{\"name\":\"web-1\"}}}");
  }

  @Test
  void what_an_event_changed_is_not_known_unless_told() {
    EndpointsEventBuilder event = EndpointsEvent.ofEndpoints("default", "web").addresses(POD);
    assertThat(event.build().changes()).isEmpty();
    assertThat(event.changes(AddressChanges.none()).build().changes())
        .contains(AddressChanges.none());
  }

  @Test
  void an_event_does_not_change_when_its_builder_goes_on() {
    EndpointsEventBuilder builder = EndpointsEvent.ofEndpoints("default", "web").addresses(POD);
    EndpointsEvent first = builder.build();
    EndpointsEvent second = builder.addresses(Address.of("10.0.0.9")).build();

    assertThat(first.addresses()).containsExactly(POD);
    assertThat(first.subsets()).hasSize(1);
    assertThat(second.addresses()).containsExactly(POD, Address.of("10.0.0.9"));
    assertThat(second.subsets()).hasSize(1);
    assertThat(first.snapshot()).isSameAs(first);
  }

  @Test
  void ports_that_were_not_told_are_as_if_they_were_not_read() {
    EndpointsEvent event = EndpointsEvent.ofEndpoints("default", "web").addresses(POD).build();
    assertThat(event.subsets().get(0).hasPorts()).isFalse();
  }

  @Test
  void an_endpoints_has_no_terminating_addresses_and_a_slice_no_subsets() {
    EndpointsEventBuilder endpoints = EndpointsEvent.ofEndpoints("default", "web");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> endpoints.terminatingAddresses(POD));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> endpoints.servingTerminatingAddresses(POD));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> EndpointsEvent.ofSlice("default", "web-1", "web").nextSubset());
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"BOOKMARK", "ERROR", "LIST_END"})
  void what_is_no_object_s_event_is_refused(EventType type) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EndpointsEvent.ofEndpoints("default", "web").type(type))
        .withMessageContaining(type.name());
  }

  private static void requireSame(EndpointsEvent made, String json) {
    List<EndpointsEvent> read = new ArrayList<>();
    EndpointsParser.create(
            event -> read.add(((EndpointsEvent) event).snapshot()),
            ParserOptions.defaults().withReadPorts(true))
        .parse(json.getBytes(UTF_8));

    assertThat(read).hasSize(1);
    assertThat(Brief.text(made)).isEqualTo(Brief.text(read.get(0)));
    assertThat(made.toString()).isEqualTo(read.get(0).toString());
    assertThat(made.subsets()).isEqualTo(read.get(0).subsets());
    assertThat(made.servingTerminatingAddresses())
        .isEqualTo(read.get(0).servingTerminatingAddresses());
    assertThat(ServiceName.of(made)).isEqualTo(ServiceName.of(read.get(0)));
  }
}
