package dev.watchstream.timeline;

import dev.watchstream.parser.EventType;
import java.util.HashSet;
import java.util.Set;

/** Which of a service's objects exist: its Endpoints, or its slices. */
final class ServiceObjects {

  private final Set<String> names = new HashSet<>();

  void accept(EventType type, String name) {
    if (type == EventType.DELETED) {
      names.remove(name);
    } else {
      names.add(name);
    }
  }

  boolean exist() {
    return !names.isEmpty();
  }
}
