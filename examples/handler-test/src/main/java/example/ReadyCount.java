package example;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.stream.Action;
import dev.watchstream.parser.stream.StoppableHandler;

/** A handler of your own: waits until a service has a number of ready addresses. */
public final class ReadyCount implements StoppableHandler {

  private final int wanted;

  public ReadyCount(int wanted) {
    this.wanted = wanted;
  }

  @Override
  public Action onEvent(StreamEvent event) {
    boolean reached =
        event instanceof EndpointsEvent endpoints
            && endpoints.type() != EventType.DELETED
            && endpoints.addresses().size() >= wanted;
    return reached ? Action.STOP : Action.CONTINUE;
  }
}
