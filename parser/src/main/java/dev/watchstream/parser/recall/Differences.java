package dev.watchstream.parser.recall;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.AddressChanges;
import dev.watchstream.parser.TargetRef;
import dev.watchstream.parser.jackson.EndpointsView;
import dev.watchstream.parser.jackson.Readiness;
import dev.watchstream.parser.jackson.SubsetsBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of an event that recall did not find in their places (fresh), and the remembered
 * ones that it did not find again (gone): together they say what changed. Refilled for each event.
 */
final class Differences implements EndpointsView.ChangesSource {

  /**
   * Up to this many comparisons, pairs are found by comparing each with each. Beyond that, by a
   * map; and if addresses only changed in their places, only when the changes are asked for.
   */
  private static final int FEW = 4096;

  /** How many gone addresses ahead a fresh one is looked for at first. */
  private static final int LOOK_AHEAD = 8;

  private static final int FIRST_CAPACITY = 8;

  /** In place of an index: none, or several. */
  private static final int SHARED = -1;

  private static final Optional<AddressChanges> NONE = Optional.of(AddressChanges.none());

  /** Whether there was a previous event to compare with. */
  private boolean areKnown;

  private Address[] fresh = new Address[FIRST_CAPACITY];
  private Readiness[] freshReadiness = new Readiness[FIRST_CAPACITY];
  private int[] freshIndex = new int[FIRST_CAPACITY];

  /** By fresh address, the index of the gone one that equals it: it was in another place. Or -1. */
  private int[] pairOf = new int[FIRST_CAPACITY];

  private int freshCount;

  private Address[] gone = new Address[FIRST_CAPACITY];
  private Readiness[] goneReadiness = new Readiness[FIRST_CAPACITY];
  private boolean[] isPaired = new boolean[FIRST_CAPACITY];
  private int goneCount;

  /** How many of the fresh ones may have moved; the others changed in their places. */
  private int comers;

  private boolean arePaired;

  void begin() {
    areKnown = false;
    freshCount = 0;
    goneCount = 0;
    comers = 0;
  }

  /** No element was recalled. */
  void addAllFresh(Lists lists) {
    comers += lists.count;
    for (int run = 0; run < lists.runCount; run++) {
      ListKind kind = lists.kind(run);
      for (int i = lists.from(run); i < lists.to(run); i++) {
        addFresh(lists.addresses[i], lists.readiness(kind, i), i);
      }
    }
  }

  /** An element was not recalled; it may have moved. */
  void addComer(Address address, Readiness readiness, int index) {
    comers++;
    addFresh(address, readiness, index);
  }

  /** The element at {@code index} of the lists is not the one that was remembered in its place. */
  void addFresh(Address address, Readiness readiness, int index) {
    if (freshCount == fresh.length) {
      int capacity = 2 * freshCount;
      fresh = Arrays.copyOf(fresh, capacity);
      freshReadiness = Arrays.copyOf(freshReadiness, capacity);
      freshIndex = Arrays.copyOf(freshIndex, capacity);
      pairOf = Arrays.copyOf(pairOf, capacity);
    }
    fresh[freshCount] = address;
    freshReadiness[freshCount] = readiness;
    freshIndex[freshCount] = index;
    pairOf[freshCount++] = -1;
  }

  /** Remembered elements of a run were not found again. */
  void addGone(Lists known, ListKind kind, int from, int to) {
    if (goneCount + to - from > gone.length) {
      int capacity = 2 * (goneCount + to - from);
      gone = Arrays.copyOf(gone, capacity);
      goneReadiness = Arrays.copyOf(goneReadiness, capacity);
      isPaired = Arrays.copyOf(isPaired, capacity);
    }
    for (int i = from; i < to; i++) {
      gone[goneCount] = known.addresses[i];
      goneReadiness[goneCount] = known.readiness(kind, i);
      isPaired[goneCount++] = false;
    }
  }

  /**
   * The event is complete. Replaces an address that only moved by its previous instance, both in
   * what is remembered and in what is handed out.
   */
  void settle(Lists lists, SubsetsBuffer subsets) {
    areKnown = true;
    arePaired = false;
    if (comers == 0 && (long) freshCount * goneCount > FEW) {
      return; // all changed in their places: no need to look for one in another's
    }
    int paired = pairInOrder();
    if ((long) (freshCount - paired) * (goneCount - paired) <= FEW) {
      pairFew(true);
      pairFew(false);
      arePaired = true;
    } else {
      pairAll();
    }
    // The fresh ones are in the order of the lists.
    subsets.beginReplacing();
    for (int i = 0; i < freshCount; i++) {
      if (pairOf[i] >= 0) {
        Address same = gone[pairOf[i]];
        subsets.replace(fresh[i], same, freshReadiness[i]);
        lists.addresses[freshIndex[i]] = same;
      }
    }
  }

  @Override
  public Optional<AddressChanges> changes() {
    if (!areKnown) {
      return Optional.empty();
    }
    if (freshCount == 0 && goneCount == 0) {
      return NONE;
    }
    if (!arePaired) {
      pairAll();
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
    return Optional.of(new AddressChanges(appeared, left, ready, notReady, terminating));
  }

  /** Those that stayed in their lists and kept their order: most, where Jackson read the event. */
  private int pairInOrder() {
    int paired = 0;
    int next = 0;
    for (int i = 0; i < freshCount; i++) {
      int end = Math.min(goneCount, next + LOOK_AHEAD);
      for (int k = next; k < end; k++) {
        if (freshReadiness[i] == goneReadiness[k] && areEqual(fresh[i], gone[k])) {
          pair(i, k);
          paired++;
          next = k + 1;
          break;
        }
      }
    }
    return paired;
  }

  /**
   * Called for the same list first: an address that is still in its list has not moved, even if an
   * equal one is gone from another list.
   */
  private void pairFew(boolean inSameList) {
    for (int i = 0; i < freshCount; i++) {
      if (pairOf[i] >= 0) {
        continue;
      }
      for (int k = 0; k < goneCount; k++) {
        if (!isPaired[k]
            && (!inSameList || freshReadiness[i] == goneReadiness[k])
            && areEqual(fresh[i], gone[k])) {
          pair(i, k);
          break;
        }
      }
    }
  }

  /** Most are the same instance, or differ in their ip. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean areEqual(Address a, Address b) {
    return a == b || (a.ip().equals(b.ip()) && a.equals(b));
  }

  private void pairAll() {
    if (pairByIp()) {
      pairMany(true);
      pairMany(false);
    }
    arePaired = true;
  }

  /**
   * As {@link #pairFew}, for gone addresses that have their ip alone, as those of pods do.
   *
   * @return whether there are others
   */
  private boolean pairByIp() {
    Map<String, Integer> places = new HashMap<>();
    boolean areOthers = false;
    for (int k = 0; k < goneCount; k++) {
      if (!isPaired[k]) {
        areOthers |= places.merge(gone[k].ip(), k, (other, same) -> SHARED) == SHARED;
      }
    }
    pairByIp(places, true);
    pairByIp(places, false);
    return areOthers;
  }

  private void pairByIp(Map<String, Integer> places, boolean inSameList) {
    for (int i = 0; i < freshCount; i++) {
      if (pairOf[i] < 0) {
        int k = places.getOrDefault(fresh[i].ip(), SHARED);
        if (k != SHARED
            && !isPaired[k]
            && (!inSameList || freshReadiness[i] == goneReadiness[k])
            && areEqual(fresh[i], gone[k])) {
          pair(i, k);
        }
      }
    }
  }

  /** As {@link #pairFew}, in time that is linear however many are equal. */
  private void pairMany(boolean inSameList) {
    Map<String, ArrayDeque<Integer>> places = new HashMap<>();
    for (int k = 0; k < goneCount; k++) {
      if (!isPaired[k]) {
        String key = key(gone[k], inSameList ? goneReadiness[k] : null);
        places.computeIfAbsent(key, ignored -> new ArrayDeque<>(1)).add(k);
      }
    }
    for (int i = 0; i < freshCount; i++) {
      if (pairOf[i] < 0) {
        String key = key(fresh[i], inSameList ? freshReadiness[i] : null);
        ArrayDeque<Integer> same = places.get(key);
        if (same != null && !same.isEmpty()) {
          pair(i, same.remove());
        }
      }
    }
  }

  /**
   * Two addresses have the same key if they are equal, and in the same list if that matters. A
   * String, because a HashMap stays fast even if Strings were chosen to have the same hash.
   */
  private static String key(Address address, @Nullable Readiness list) {
    StringBuilder key = new StringBuilder().append(list).append(',');
    append(key, address.ip());
    append(key, address.hostname());
    append(key, address.nodeName());
    append(key, address.zone());
    TargetRef target = address.targetRef();
    if (target != null) {
      append(key, target.kind());
      append(key, target.namespace());
      append(key, target.name());
      append(key, target.uid());
    }
    return key.toString();
  }

  private static void append(StringBuilder key, @Nullable String part) {
    if (part != null) {
      key.append(part.length()).append(':').append(part);
    }
    key.append(',');
  }

  private void pair(int freshOne, int goneOne) {
    pairOf[freshOne] = goneOne;
    isPaired[goneOne] = true;
  }
}
