package dev.watchstream.timeline;

import dev.watchstream.parser.EventType;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what was there when somebody began to look from what happened then. A watch tells of a
 * service's slices one after the other: until the last of them less is told than there is. They are
 * the events that add an object each, without a pause between them.
 */
final class Beginning {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Set<String> objects = new HashSet<>();
  private boolean isOver;
  private @Nullable Moment last;

  /** Whether the service's next event tells of what was there. */
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
