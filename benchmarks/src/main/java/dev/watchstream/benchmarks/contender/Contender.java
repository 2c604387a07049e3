package dev.watchstream.benchmarks.contender;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A way to read the addresses out of a stream. It hands out events of its own type, so that what is
 * measured is what its users get, and what is checked is what was measured.
 *
 * <p>For one thread. May be used for many streams, one after another.
 *
 * @param <E> what it hands out for one event; valid until the next
 */
public interface Contender<E> {

  /** What it is called and what it does not do. */
  Label label();

  /** Why it cannot read such an input, or null if it can. */
  default @Nullable String excludedFrom(Input input) {
    return null;
  }

  /**
   * Reads a stream from its first byte to its end, and hands out its Endpoints, EndpointSlices and
   * bookmarks.
   *
   * @throws IOException what the library throws, as for malformed input
   */
  void read(Input input, Consumer<? super E> events) throws IOException;

  /** The same event in the form in which all can be compared. Not measured. */
  CanonicalEvent canonical(E event);

  /** What was done with the last stream; null where nobody counts. */
  default @Nullable Work work() {
    return null;
  }

  /**
   * What every consumer does, and therefore every contender pays for: it takes the resourceVersion,
   * and visits each address once. The same number for the same event, whoever read it.
   */
  long visit(E event);

  /** Reads a stream and visits every event: the operation whose time counts. */
  default long run(Input input) throws IOException {
    Tally tally = new Tally();
    read(input, event -> tally.add(visit(event)));
    return tally.sum();
  }
}
