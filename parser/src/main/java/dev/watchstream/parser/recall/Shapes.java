package dev.watchstream.parser.recall;

import java.util.ArrayList;
import java.util.List;

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

  /** By form, then by run. */
  private final List<List<List<Passage>>> passages = new ArrayList<>();

  private final List<ElementShape> addresses = new ArrayList<>();
  private final List<ElementShape> endpoints = new ArrayList<>();

  /**
   * @param maxRecalledBytes of all that is remembered
   */
  Shapes(long maxRecalledBytes) {
    maxBytes = Math.max(LEAST_BYTES, partOf(maxRecalledBytes));
    for (int form = 0; form < 3; form++) {
      List<List<Passage>> byRun = new ArrayList<>();
      for (int run = 0; run < 3; run++) {
        byRun.add(new ArrayList<>());
      }
      passages.add(byRun);
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
    return passages.get(index(form)).get(index(run));
  }

  List<ElementShape> elements(Passage.Run run) {
    return run == Passage.Run.ENDPOINTS ? endpoints : addresses;
  }

  /** What items of a list say hangs on the list, too: that of another list is not theirs. */
  void forgetItems() {
    itemOpenings.clear();
  }

  void clear() {
    openings.clear();
    itemOpenings.clear();
    passages.forEach(byRun -> byRun.forEach(List::clear));
    addresses.clear();
    endpoints.clear();
  }

  /** Which part of all that is remembered is for shapes. */
  static long partOf(long maxRecalledBytes) {
    return maxRecalledBytes / 4;
  }

  /** Adds a passage to one of the lists. */
  void learn(List<Passage> list, Passage passage, int most) {
    if (passage.size() <= maxBytes / 4) {
      add(list, passage, most);
      forgetWhatIsTooMuch();
    }
  }

  /** Adds the layout of an element. */
  void learn(Passage.Run run, ElementShape layout) {
    if (layout.size() <= maxBytes / 4) {
      add(elements(run), layout, MAX_ELEMENTS);
      forgetWhatIsTooMuch();
    }
  }

  private static <T> void add(List<T> list, T shape, int most) {
    if (list.size() == most) {
      list.remove(most - 1);
    }
    list.add(0, shape);
  }

  /** Learning is rare, and what was learned is to be kept: all but what was learned last goes. */
  private void forgetWhatIsTooMuch() {
    if (size() <= maxBytes) {
      return;
    }
    forgetAllButFirst(openings);
    forgetAllButFirst(itemOpenings);
    passages.forEach(byRun -> byRun.forEach(Shapes::forgetAllButFirst));
    forgetAllButFirst(addresses);
    forgetAllButFirst(endpoints);
    if (size() > maxBytes) {
      clear();
    }
  }

  private static void forgetAllButFirst(List<?> list) {
    if (list.size() > 1) {
      list.subList(1, list.size()).clear();
    }
  }

  private long size() {
    long bytes = 0;
    for (Passage passage : openings) {
      bytes += passage.size();
    }
    for (Passage passage : itemOpenings) {
      bytes += passage.size();
    }
    for (List<List<Passage>> byRun : passages) {
      for (List<Passage> list : byRun) {
        for (Passage passage : list) {
          bytes += passage.size();
        }
      }
    }
    for (ElementShape layout : addresses) {
      bytes += layout.size();
    }
    for (ElementShape layout : endpoints) {
      bytes += layout.size();
    }
    return bytes;
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

  private static int index(Passage.Form form) {
    return switch (form) {
      case WATCH_EVENT -> 0;
      case BARE -> 1;
      case ITEM -> 2;
    };
  }

  private static int index(Passage.Run run) {
    return switch (run) {
      case ADDRESSES -> 0;
      case NOT_READY_ADDRESSES -> 1;
      case ENDPOINTS -> 2;
    };
  }
}
