package dev.watchstream.replay.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Collects what a client reports, until the last change of a story. Safe for several threads. */
final class Sightings {
  private final Seen last;
  private final List<Seen> all = new ArrayList<>();
  final CompletableFuture<Boolean> done = new CompletableFuture<>();

  Sightings(Story story) {
    this.last = story.last();
  }

  void add(Seen seen) {
    synchronized (all) {
      all.add(seen);
    }
    if (seen.version().equals(last.version())) {
      done.complete(true);
    }
  }

  List<Seen> soFar() {
    synchronized (all) {
      return List.copyOf(all);
    }
  }

  /** Everything up to the last of the story. */
  List<Seen> await() throws Exception {
    try {
      done.get(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("the last change does not come, after " + soFar(), e);
    }
    return soFar();
  }

  /** The same without repeats, as after a watch that was started again. */
  List<Seen> awaitDistinct() throws Exception {
    return await().stream().distinct().toList();
  }
}
