package dev.watchstream.client.soak;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Compares what a watch tells with what was served. The two arrive at different times, but each by
 * rising versions. Only what the other side has not told yet is kept.
 */
final class Ledger {

  /** A version of the object, and a checksum of its addresses. */
  record Entry(long version, int addresses, boolean isRelisted) {}

  private final Queue<Entry> served = new ArrayDeque<>();
  private final Queue<Entry> told = new ArrayDeque<>();
  private long first = -1;
  private long lastServed;
  private long lastTold;

  private long matched;
  private long lost;
  private long repeated;
  private long different;
  private long skipped;

  /** What a watch without faults was sent. */
  synchronized void served(long version, int addresses) {
    lastServed = version;
    served.add(new Entry(version, addresses, false));
    compare();
    notifyAll();
  }

  /** What the watch under test tells; its first state is where the comparison begins. */
  synchronized void told(long version, int addresses, boolean isRelisted) {
    if (first < 0) {
      first = version;
    }
    lastTold = version;
    told.add(new Entry(version, addresses, isRelisted));
    compare();
    notifyAll();
  }

  private void compare() {
    while (!told.isEmpty() && !served.isEmpty()) {
      Entry next = told.element();
      Entry expected = served.element();
      if (expected.version < next.version) {
        served.remove();
        if (expected.version >= first) {
          count(next.isRelisted);
        }
      } else {
        told.remove();
        if (expected.version == next.version) {
          served.remove();
          matched++;
          different += expected.addresses == next.addresses ? 0 : 1;
        } else {
          repeated++;
        }
      }
    }
  }

  /** What happened between two states that were read as a whole cannot be known. */
  private void count(boolean isRelisted) {
    if (isRelisted) {
      skipped++;
    } else {
      lost++;
    }
  }

  /** Waits until both have reached the same version, and says whether they have. */
  synchronized boolean awaitBalance(long millis) throws InterruptedException {
    long giveUp = System.nanoTime() + millis * 1_000_000;
    while (lastServed != lastTold) {
      long left = (giveUp - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        lost += served.size();
        return false;
      }
      wait(left);
    }
    return true;
  }

  synchronized boolean isClean() {
    return lost == 0 && repeated == 0 && different == 0 && matched > 0;
  }

  @Override
  public synchronized String toString() {
    return "events %d, lost %d, repeated %d, different %d, folded by relists %d"
        .formatted(matched, lost, repeated, different, skipped);
  }
}
