package dev.watchstream.timeline;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import java.util.HashSet;
import java.util.Set;

/** Which of a service's objects exist: its Endpoints, or its slices. */
final class ServiceObjects {

  private final Set<String> names = new HashSet<>();

  void accept(EndpointsEvent event) {
    if (event.type() == EventType.DELETED) {
      names.remove(String.valueOf(event.name()));
    } else {
      names.add(String.valueOf(event.name()));
    }
  }

  boolean exist() {
    return !names.isEmpty();
  }
}
