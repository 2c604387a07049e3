package dev.watchstream.benchmarks.contender;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A way to read the addresses from a stream. It hands out events of its own type, so that the
 * measured events are those that its users get, and the checked events are the measured ones.
 *
 * <p>Not thread-safe. May be used for many streams, one after another.
 *
 * @param <E> its type of an event; an event is valid until the next one
 */
public interface Contender<E> {

  /** Its title and properties. */
  Label label();

  /** Why it cannot read such an input, or null if it can. */
  default @Nullable String excludedFrom(Input input) {
    return null;
  }

  /**
   * Reads a stream from its first byte to its end, and hands out its Endpoints, EndpointSlices and
   * bookmarks.
   *
   * @throws IOException from the library, for example for malformed input
   */
  void read(Input input, Consumer<? super E> events) throws IOException;

  /** The same event in a form that can be compared between contenders. Not measured. */
  CanonicalEvent canonical(E event);

  /** The work that was done with the last stream; null where it is not counted. */
  default @Nullable Work work() {
    return null;
  }

  /**
   * What every consumer does, and therefore every contender pays for: it takes the resourceVersion,
   * and visits each address once. The number is the same for the same event, whatever contender
   * read it.
   */
  long visit(E event);

  /** Reads a stream and visits every event: the operation whose time counts. */
  default long run(Input input) throws IOException {
    Tally tally = new Tally();
    read(input, event -> tally.add(visit(event)));
    return tally.sum();
  }
}
