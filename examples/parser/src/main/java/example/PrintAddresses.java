package example;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.StatusEvent;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.stream.EventStream;
import java.io.IOException;

/** Prints the addresses of a watch stream on standard input, as it arrives. */
public final class PrintAddresses {

  private PrintAddresses() {}

  public static void main(String[] args) throws IOException {
    try (EventStream events = EventStream.open(System.in)) {
      for (StreamEvent event = events.next(); event != null; event = events.next()) {
        if (event instanceof EndpointsEvent endpoints) {
          System.out.printf(
              "%s %s/%s: %d ready, %d not ready%n",
              endpoints.type(),
              endpoints.namespace(),
              endpoints.name(),
              endpoints.addresses().size(),
              endpoints.notReadyAddresses().size());
        } else if (event instanceof StatusEvent status && status.isGone()) {
          System.out.println("the version is too old: list anew");
        }
      }
    }
  }
}
