package dev.watchstream.timeline;

import dev.watchstream.parser.EventType;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of a service's initial state. A watch sends the service's slices one after the
 * other, so until the last one has come fewer addresses are known than exist. The initial state is
 * the run of events at the beginning that each add a new object, without a pause between them.
 */
final class Beginning {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Set<String> objects = new HashSet<>();
  private boolean isOver;
  private @Nullable Moment last;

  /** Takes the service's next event; returns whether it is part of the initial state. */
  boolean accept(EventType type, String object, Moment at) {
    boolean isAdded = type == EventType.ADDED || type == EventType.LISTED;
    isOver |= !isAdded || !objects.add(object) || isAfterAPause(at);
    last = at;
    return !isOver;
  }

  private boolean isAfterAPause(Moment at) {
    Duration since = last == null ? null : last.until(at);
    return since != null && since.compareTo(PAUSE) > 0;
  }
}
