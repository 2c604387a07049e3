package dev.watchstream.parser.recall;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.WatchStreamException;
import dev.watchstream.parser.jackson.PlainReader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads every n-th event a second time, with the plain reader, to check that it is the same. */
final class SelfCheck {

  private final PlainReader plain;
  private final ParserOptions options;
  private int untilNext;

  SelfCheck(ParserOptions options) {
    this.options = options;
    this.plain = new PlainReader(options);
    this.untilNext = options.selfCheckEvery();
  }

  /** Counts an event that was read. Returns whether it is to be checked. */
  boolean isDue() {
    untilNext--;
    if (untilNext > 0) {
      return false;
    }
    untilNext = options.selfCheckEvery();
    return true;
  }

  /**
   * Whether the plain reader reads the same event.
   *
   * @param listKind the kind of the list that the event is an item of; empty for none
   */
  boolean isSame(EndpointsEvent event, byte[] bytes, int from, int length, String listKind) {
    try {
      return readPlainly(bytes, from, length, listKind) instanceof EndpointsEvent plainly
          && areEqual(event, plainly);
    } catch (WatchStreamException e) {
      return false;
    }
  }

  private @Nullable StreamEvent readPlainly(byte[] bytes, int from, int length, String listKind) {
    plain.reset();
    if (!listKind.isEmpty()) {
      byte[] head = ("{\"kind\":\"" + listKind + "\",\"items\":[").getBytes(UTF_8);
      plain.feed(head, 0, head.length);
      if (plain.next() != null) {
        throw new AssertionError("an event before the list's first item");
      }
    }
    plain.feed(bytes, from, length);
    return plain.next();
  }

  private static boolean areEqual(EndpointsEvent a, EndpointsEvent b) {
    return a.type() == b.type()
        && a.isSlice() == b.isSlice()
        && Objects.equals(a.namespace(), b.namespace())
        && Objects.equals(a.name(), b.name())
        && Objects.equals(a.uid(), b.uid())
        && Objects.equals(a.resourceVersion(), b.resourceVersion())
        && Objects.equals(a.serviceName(), b.serviceName())
        && a.isTruncated() == b.isTruncated()
        && a.subsets().equals(b.subsets())
        && a.terminatingAddresses().equals(b.terminatingAddresses())
        && a.servingTerminatingAddresses().equals(b.servingTerminatingAddresses());
  }
}
