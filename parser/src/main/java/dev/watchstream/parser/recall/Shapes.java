package dev.watchstream.parser.recall;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The shapes that Jackson has taught, by where in the grammar they were: first passages, passages
 * behind a run, and elements. Of each kind the ones that were of use last are tried first, and the
 * one that was of use least recently makes room. Bounded in number and in bytes.
 */
final class Shapes {

  /** More openings than one kind of client and controller write. */
  static final int MAX_OPENINGS = 8;

  /** Ports differ from service to service. */
  static final int MAX_PASSAGES = 16;

  static final int MAX_ELEMENTS = 8;

  /** Whatever the limit, a few layouts of usual size can be known. */
  private static final long LEAST_BYTES = 256 << 10;

  private final long maxBytes;

  private final List<Passage> openings = new ArrayList<>();
  private final List<Passage> itemOpenings = new ArrayList<>();
  private final Map<Passage.Form, Map<Passage.Run, List<Passage>>> passages =
      new EnumMap<>(Passage.Form.class);
  private final List<ElementShape> addresses = new ArrayList<>();
  private final List<ElementShape> endpoints = new ArrayList<>();

  /** All of the above. */
  private final List<List<? extends Learned>> all =
      new ArrayList<>(List.of(openings, itemOpenings, addresses, endpoints));

  /** What was learned. */
  interface Learned {

    /** The memory that it takes, in bytes, roughly. */
    long size();
  }

  /**
   * @param maxRecalledBytes of all that is remembered
   */
  Shapes(long maxRecalledBytes) {
    maxBytes = Math.max(LEAST_BYTES, partOf(maxRecalledBytes));
    for (Passage.Form form : Passage.Form.values()) {
      Map<Passage.Run, List<Passage>> byRun = new EnumMap<>(Passage.Run.class);
      for (Passage.Run run : Passage.Run.values()) {
        byRun.put(run, new ArrayList<>());
      }
      passages.put(form, byRun);
      all.addAll(byRun.values());
    }
  }

  List<Passage> openings(boolean ofItems) {
    return ofItems ? itemOpenings : openings;
  }

  /** Whether nothing is known of how events, or items of a list, begin. */
  boolean areNone(boolean ofItems) {
    return openings(ofItems).isEmpty();
  }

  /** What follows a run of this kind. */
  List<Passage> passages(Passage.Form form, Passage.Run run) {
    return Objects.requireNonNull(Objects.requireNonNull(passages.get(form)).get(run));
  }

  List<ElementShape> elements(Passage.Run run) {
    return run == Passage.Run.ENDPOINTS ? endpoints : addresses;
  }

  /** What items of a list say hangs on the list, too: that of another list is not theirs. */
  void forgetItems() {
    itemOpenings.clear();
  }

  void clear() {
    all.forEach(List::clear);
  }

  /** Which part of all that is remembered is for shapes. */
  static long partOf(long maxRecalledBytes) {
    return maxRecalledBytes / 4;
  }

  /** Adds what was learned to one of the lists, which is to hold so many at most. */
  <T extends Learned> void learn(List<T> list, T learned, int most) {
    if (learned.size() > maxBytes / 4) {
      return;
    }
    if (list.size() == most) {
      list.remove(most - 1);
    }
    list.add(0, learned);
    forgetWhatIsTooMuch();
  }

  /** Learning is rare, and what was learned is to be kept: all but what was learned last goes. */
  private void forgetWhatIsTooMuch() {
    if (size() <= maxBytes) {
      return;
    }
    for (List<? extends Learned> list : all) {
      list.subList(Math.min(1, list.size()), list.size()).clear();
    }
    if (size() > maxBytes) {
      clear();
    }
  }

  private long size() {
    return all.stream().flatMap(List::stream).mapToLong(Learned::size).sum();
  }

  /** The one of that index was of use. */
  static <T> T used(List<T> list, int index) {
    T shape = list.get(index);
    for (int i = index; i > 0; i--) {
      list.set(i, list.get(i - 1));
    }
    list.set(0, shape);
    return shape;
  }
}
