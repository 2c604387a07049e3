package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.contender.CanonicalEvent;
import dev.watchstream.benchmarks.contender.Contender;
import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Input;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Must pass before any time counts: every contender hands out the same canonical events, or says
 * why it cannot read such an input.
 */
final class CorrectnessGate {

  private static final int EXCERPT = 40;

  private CorrectnessGate() {}

  /** The outcome of one contender on one input. */
  sealed interface Outcome {
    /** The same events as the reference. */
    record Agrees(int events) implements Outcome {}

    /** It is not made for such an input. */
    record Excluded(String reason) implements Outcome {}

    /** Something else, or nothing: a measurement would mean nothing. */
    record Differs(String how) implements Outcome {}
  }

  /** What the reference reads from an input, to compare all others with. */
  record Expected(Input input, List<Long> hashes) {}

  /** Reads {@code input} with the reference. */
  static Expected expected(Input input) throws IOException {
    return new Expected(input, hashes(Contenders.create(Contenders.REFERENCE), input));
  }

  /** Compares what a contender hands out with what is expected, event by event. */
  static <E> Outcome check(Contender<E> contender, Expected expected) {
    String reason = contender.excludedFrom(expected.input());
    if (reason != null) {
      return new Outcome.Excluded(reason);
    }
    List<Long> hashes;
    try {
      hashes = hashes(contender, expected.input());
    } catch (IOException | RuntimeException e) {
      return new Outcome.Differs("fails: " + e);
    }
    if (hashes.equals(expected.hashes())) {
      return new Outcome.Agrees(hashes.size());
    }
    int at = 0;
    int both = Math.min(hashes.size(), expected.hashes().size());
    while (at < both && hashes.get(at).equals(expected.hashes().get(at))) {
      at++;
    }
    return new Outcome.Differs(difference(contender, expected, at));
  }

  private static String difference(Contender<?> contender, Expected expected, int at) {
    try {
      String found = String.valueOf(event(contender, expected.input(), at));
      String wanted =
          String.valueOf(event(Contenders.create(Contenders.REFERENCE), expected.input(), at));
      int from = 0;
      while (from < found.length()
          && from < wanted.length()
          && found.charAt(from) == wanted.charAt(from)) {
        from++;
      }
      return "event %d has …%s, not …%s"
          .formatted(at + 1, excerpt(found, from), excerpt(wanted, from));
    } catch (IOException | RuntimeException e) {
      return "event " + (at + 1) + " differs, and then it fails: " + e;
    }
  }

  /** Only the text around the first difference, as an event of 1,000 addresses fills a screen. */
  private static String excerpt(String event, int at) {
    return event.substring(Math.max(0, at - EXCERPT), Math.min(event.length(), at + EXCERPT));
  }

  /** One number per event, so that a gigabyte of events can be compared in little memory. */
  private static <E> List<Long> hashes(Contender<E> contender, Input input) throws IOException {
    List<Long> hashes = new ArrayList<>();
    contender.read(input, event -> hashes.add(hash(contender.canonical(event))));
    return hashes;
  }

  /**
   * A 64-bit hash of the event's text, which shows every value; hashCode has only 32 bits, and is
   * weak.
   */
  private static long hash(CanonicalEvent event) {
    String text = event.toString();
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  private static <E> @Nullable CanonicalEvent event(Contender<E> contender, Input input, int at)
      throws IOException {
    List<CanonicalEvent> found = new ArrayList<>();
    int[] count = {0};
    contender.read(
        input,
        event -> {
          if (count[0]++ == at) {
            found.add(contender.canonical(event));
          }
        });
    return found.isEmpty() ? null : found.get(0);
  }
}
