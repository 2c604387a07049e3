package dev.watchstream.client;

import java.util.concurrent.atomic.AtomicLong;

/** Counts for {@link WatchCounters}: written by the watch's thread, read by any. */
final class Tally {

  final AtomicLong lists = new AtomicLong();
  final AtomicLong watches = new AtomicLong();
  final AtomicLong events = new AtomicLong();
  final AtomicLong changes = new AtomicLong();
  final AtomicLong repeats = new AtomicLong();
  final AtomicLong bookmarks = new AtomicLong();
  final AtomicLong relists = new AtomicLong();
  final AtomicLong failures = new AtomicLong();
  final AtomicLong bytes = new AtomicLong();

  WatchCounters counters() {
    return new WatchCounters(
        lists.get(),
        watches.get(),
        events.get(),
        changes.get(),
        repeats.get(),
        bookmarks.get(),
        relists.get(),
        failures.get(),
        bytes.get());
  }
}
