package dev.watchstream.benchmarks.contender;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * An event while Jackson's tokens are read.
 *
 * @param <E> the event
 */
interface Draft<E> {

  /** Forgets the object, but not the type of the watch event around it. */
  void beginObject();

  void beginAddress();

  /** Takes the current token's text. */
  void set(int field, JsonParser parser) throws IOException;

  /** Adds one of an endpoint's {@code addresses}. */
  void addIp(JsonParser parser) throws IOException;

  /** Adds the address, once for each of its IPs, to the list of its condition. */
  void endAddress(Condition condition);

  /** The event; the draft is then ready for another. */
  E end(Input input);
}
