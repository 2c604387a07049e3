package dev.watchstream.parser;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of an event that recall did not find in their places, and the remembered ones that
 * it did not come by: between them they say what changed. Filled again for each event.
 */
final class Differences {

  /** Up to so many comparisons the pairs are found at once, and beyond that when somebody asks. */
  private static final int FEW = 4096;

  private static final int FIRST_CAPACITY = 8;

  /** Whether there was anything to be held against. */
  private boolean areKnown;

  private Address[] fresh = new Address[FIRST_CAPACITY];
  private Readiness[] freshReadiness = new Readiness[FIRST_CAPACITY];
  private CurrentRun[] freshRun = new CurrentRun[FIRST_CAPACITY];
  private int[] freshIndex = new int[FIRST_CAPACITY];

  /** The gone address that a fresh one equals: it was in another place. */
  private int[] pairOf = new int[FIRST_CAPACITY];

  private int freshCount;

  private Address[] gone = new Address[FIRST_CAPACITY];
  private Readiness[] goneReadiness = new Readiness[FIRST_CAPACITY];
  private boolean[] isPaired = new boolean[FIRST_CAPACITY];
  private int goneCount;

  private boolean arePaired;

  void begin() {
    areKnown = false;
    freshCount = 0;
    goneCount = 0;
  }

  /** No element of a run was recalled. */
  void addAllFresh(CurrentRun run) {
    for (int i = 0; i < run.count; i++) {
      addFresh(run, i);
    }
  }

  /** The last element of a run is one that was not recalled. */
  void addFresh(CurrentRun run) {
    addFresh(run, run.count - 1);
  }

  private void addFresh(CurrentRun run, int index) {
    if (freshCount == fresh.length) {
      int capacity = 2 * freshCount;
      fresh = Arrays.copyOf(fresh, capacity);
      freshReadiness = Arrays.copyOf(freshReadiness, capacity);
      freshRun = Arrays.copyOf(freshRun, capacity);
      freshIndex = Arrays.copyOf(freshIndex, capacity);
      pairOf = Arrays.copyOf(pairOf, capacity);
    }
    fresh[freshCount] = run.addresses[index];
    freshReadiness[freshCount] = run.readiness[index];
    freshRun[freshCount] = run;
    freshIndex[freshCount] = index;
    pairOf[freshCount++] = -1;
  }

  void addGone(RememberedRun run, int from, int to) {
    if (goneCount + to - from > gone.length) {
      int capacity = 2 * (goneCount + to - from);
      gone = Arrays.copyOf(gone, capacity);
      goneReadiness = Arrays.copyOf(goneReadiness, capacity);
      isPaired = Arrays.copyOf(isPaired, capacity);
    }
    for (int i = from; i < to; i++) {
      gone[goneCount] = run.addresses[i];
      goneReadiness[goneCount] = run.readiness(i);
      isPaired[goneCount++] = false;
    }
  }

  /**
   * The event is complete. An address that was only in another place is the same instance again
   * from here on, in the runs and in the lists.
   */
  void settle(SubsetsBuffer subsets) {
    areKnown = true;
    arePaired = (long) freshCount * goneCount <= FEW;
    if (arePaired) {
      pairFew();
      for (int i = 0; i < freshCount; i++) {
        if (pairOf[i] >= 0) {
          Address same = gone[pairOf[i]];
          subsets.replace(fresh[i], same, freshReadiness[i]);
          freshRun[i].addresses[freshIndex[i]] = same;
        }
      }
    }
  }

  /** Null when there was nothing to be held against. */
  @Nullable AddressChanges changes() {
    if (!areKnown) {
      return null;
    }
    if (freshCount == 0 && goneCount == 0) {
      return AddressChanges.NONE;
    }
    if (!arePaired) {
      pairMany();
      arePaired = true;
    }
    List<Address> appeared = new ArrayList<>();
    List<Address> ready = new ArrayList<>();
    List<Address> notReady = new ArrayList<>();
    List<Address> terminating = new ArrayList<>();
    for (int i = 0; i < freshCount; i++) {
      if (pairOf[i] < 0) {
        appeared.add(fresh[i]);
      } else if (freshReadiness[i] != goneReadiness[pairOf[i]]) {
        List<Address> moved =
            switch (freshReadiness[i]) {
              case READY -> ready;
              case NOT_READY -> notReady;
              case TERMINATING, TERMINATING_SERVING -> terminating;
            };
        moved.add(gone[pairOf[i]]);
      }
    }
    List<Address> left = new ArrayList<>();
    for (int i = 0; i < goneCount; i++) {
      if (!isPaired[i]) {
        left.add(gone[i]);
      }
    }
    return new AddressChanges(appeared, left, ready, notReady, terminating);
  }

  private void pairFew() {
    for (int i = 0; i < freshCount; i++) {
      for (int k = 0; k < goneCount; k++) {
        if (!isPaired[k] && areEqual(fresh[i], gone[k])) {
          pair(i, k);
          break;
        }
      }
    }
  }

  /** Most are the same instance, or told apart by their ip. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean areEqual(Address a, Address b) {
    return a == b || (a.ip().equals(b.ip()) && a.equals(b));
  }

  private void pairMany() {
    Map<Address, Deque<Integer>> places = new HashMap<>();
    for (int k = 0; k < goneCount; k++) {
      places.computeIfAbsent(gone[k], address -> new ArrayDeque<>(1)).add(k);
    }
    for (int i = 0; i < freshCount; i++) {
      Deque<Integer> same = places.get(fresh[i]);
      Integer k = same == null ? null : same.poll();
      if (k != null) {
        pair(i, k);
      }
    }
  }

  private void pair(int freshOne, int goneOne) {
    pairOf[freshOne] = goneOne;
    isPaired[goneOne] = true;
  }
}
