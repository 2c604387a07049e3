package dev.watchstream.client;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EndpointsEventBuilder;
import dev.watchstream.parser.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which objects the listener was told of, and in which version, so that nothing is told twice when
 * a state is read again, and missing objects are noticed. Only names and version of each object are
 * kept, and those only up to a limit; otherwise a server whose list never ends would fill the heap.
 *
 * <p>The limit is for one whole state. While that is read, the objects of the states before it are
 * kept beside it, in as much memory again: whether they are gone is known only at its end.
 */
final class KnownObjects {

  /** An object's names. */
  record Key(String namespace, String name) {
    static Key of(EndpointsEvent event) {
      return new Key(orEmpty(event.namespace()), orEmpty(event.name()));
    }

    private static String orEmpty(@Nullable String text) {
      return text == null ? "" : text;
    }
  }

  /** There are more objects than may be kept; those that were told stay known. */
  static final class TooManyObjectsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyObjectsException(String message) {
      super(message);
    }
  }

  /** An object as it was last told. */
  record Known(
      boolean isSlice,
      Key key,
      @Nullable String serviceName,
      @Nullable String uid,
      @Nullable String resourceVersion,
      int round) {

    /** A map entry, this record, its key, and the headers of five strings. */
    private static final int BASE_BYTES = 400;

    /** An estimate of its heap, never too low. */
    int bytes() {
      return BASE_BYTES
          + 2
              * (key.namespace.length()
                  + key.name.length()
                  + length(serviceName)
                  + length(uid)
                  + length(resourceVersion));
    }

    private static int length(@Nullable String text) {
      return text == null ? 0 : text.length();
    }

    /** The event that the server would have sent for the delete, if we had received it. */
    EndpointsEvent toDelete() {
      String namespace = key.namespace.isEmpty() ? null : key.namespace;
      EndpointsEventBuilder delete =
          isSlice
              ? EndpointsEvent.ofSlice(namespace, key.name, serviceName)
              : EndpointsEvent.ofEndpoints(namespace, key.name);
      return delete.type(EventType.DELETED).uid(uid).resourceVersion(resourceVersion).build();
    }
  }

  private final long maxBytes;
  private final Map<Key, Known> objects = new HashMap<>();

  /** Of all objects. */
  private long bytes;

  /** Of those that the last state has mentioned, or an event after it. */
  private long stateBytes;

  /** The last delete that was told; {@link #objects} has nothing left to compare a repeat with. */
  private @Nullable Known lastDeleted;

  /** Counts the states that were begun; an object's round is the last that mentioned it. */
  private int round;

  KnownObjects(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** A whole state begins, as a list or as a watch's initial events. */
  void beginState() {
    round++;
    stateBytes = 0;
  }

  /** A whole state has ended: objects that it did not mention are gone, and are forgotten here. */
  List<Known> endState() {
    return takeUnmentioned();
  }

  /**
   * The objects that have to be forgotten so that the state that is being read fits: none, unless
   * states that were cut have each left other objects. Then all that it has not mentioned so far;
   * whichever it still mentions are news.
   */
  List<Known> takeExcess() {
    return bytes - maxBytes > maxBytes ? takeUnmentioned() : List.of();
  }

  private List<Known> takeUnmentioned() {
    List<Known> gone = new ArrayList<>();
    for (Iterator<Known> all = objects.values().iterator(); all.hasNext(); ) {
      Known object = all.next();
      if (object.round != round) {
        gone.add(object);
        all.remove();
        count(object, -1);
      }
    }
    return gone;
  }

  /**
   * The object known under the event's name, if it is another one, whose delete was missed; else
   * null. It is forgotten.
   */
  @Nullable Known takeReplaced(EndpointsEvent event) {
    Key key = Key.of(event);
    Known known = objects.get(key);
    boolean isReplaced =
        known != null
            && known.uid != null
            && event.uid() != null
            && !known.uid.equals(event.uid())
            && event.type() != EventType.DELETED;
    return isReplaced ? forget(key) : null;
  }

  /** Whether the state that is being read has mentioned the event's object already. */
  boolean isMentioned(EndpointsEvent event) {
    Known known = objects.get(Key.of(event));
    return known != null && known.round == round;
  }

  boolean isKnown(EndpointsEvent event) {
    return objects.containsKey(Key.of(event));
  }

  /**
   * Whether a watch's event is older than what is known of its object: from a server that was
   * behind, or that repeats its history.
   */
  boolean isOutdated(EndpointsEvent event) {
    Known known = objects.get(Key.of(event));
    if (known == null || known.resourceVersion == null || event.resourceVersion() == null) {
      return false;
    }
    boolean isOther = known.uid != null && event.uid() != null && !known.uid.equals(event.uid());
    boolean isOlder = ResourceVersion.isAtMost(event.resourceVersion(), known.resourceVersion);
    // The delete of the object itself is news at whatever version.
    return isOlder && (isOther || event.type() != EventType.DELETED);
  }

  /**
   * Remembers an event, and says whether it is news.
   *
   * @throws TooManyObjectsException if there is no room left for its object
   */
  boolean isNews(EndpointsEvent event) {
    Key key = Key.of(event);
    Known now =
        new Known(
            event.isSlice(),
            key,
            event.isSlice() ? event.serviceName() : null,
            event.uid(),
            event.resourceVersion(),
            round);
    if (event.type() == EventType.DELETED) {
      boolean wasKnown = forget(key) != null;
      boolean isNews = wasKnown || !isSame(lastDeleted, now);
      lastDeleted = now;
      return isNews;
    }
    Known before = objects.get(key);
    remember(before, now);
    return !isSame(before, now);
  }

  private void remember(@Nullable Known before, Known now) {
    boolean isCounted = before != null && before.round == round;
    if (!isCounted && stateBytes + now.bytes() > maxBytes) {
      throw new TooManyObjectsException(
          "the names of the objects take more than "
              + maxBytes
              + " bytes: watch one namespace or name, or raise maxKnownBytes");
    }
    if (before != null) {
      count(before, -1);
    }
    objects.put(now.key, now);
    count(now, 1);
  }

  private @Nullable Known forget(Key key) {
    Known forgotten = objects.remove(key);
    if (forgotten != null) {
      count(forgotten, -1);
    }
    return forgotten;
  }

  private void count(Known object, int sign) {
    int change = sign * object.bytes();
    bytes += change;
    stateBytes += object.round == round ? change : 0;
  }

  private static boolean isSame(@Nullable Known before, Known now) {
    return before != null
        && now.resourceVersion != null
        && now.resourceVersion.equals(before.resourceVersion)
        && now.key.equals(before.key)
        && (now.uid == null || before.uid == null || now.uid.equals(before.uid));
  }
}
