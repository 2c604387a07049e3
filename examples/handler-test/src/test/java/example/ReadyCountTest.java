package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.stream.Action;
import org.junit.jupiter.api.Test;

/** Events are built by hand: no stream, no JSON. */
class ReadyCountTest {

  private final ReadyCount handler = new ReadyCount(2);

  @Test
  void one_ready_address_is_not_enough() {
    EndpointsEvent event =
        EndpointsEvent.ofEndpoints("default", "passport-auth")
            .addresses(Address.of("10.0.0.1"))
            .notReadyAddresses(Address.of("10.0.0.2"))
            .build();

    assertEquals(Action.CONTINUE, handler.onEvent(event));
  }

  @Test
  void two_are() {
    EndpointsEvent event =
        EndpointsEvent.ofEndpoints("default", "passport-auth")
            .addresses(Address.of("10.0.0.1"), Address.of("10.0.0.2"))
            .build();

    assertEquals(Action.STOP, handler.onEvent(event));
  }

  @Test
  void those_of_a_deleted_service_do_not_count() {
    EndpointsEvent event =
        EndpointsEvent.ofEndpoints("default", "passport-auth")
            .type(EventType.DELETED)
            .addresses(Address.of("10.0.0.1"), Address.of("10.0.0.2"))
            .build();

    assertEquals(Action.CONTINUE, handler.onEvent(event));
  }
}
