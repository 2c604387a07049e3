package dev.watchstream.replay.model;

import java.time.Duration;

/**
 * What a server's recordings tell together, once through, in the order of its times. Immutable; the
 * events are read when they are asked for, for as long as the server runs.
 */
public interface Story {

  /** How many events it has. */
  int size();

  /** When an event happens, from the story's start. */
  Duration at(int event);

  /** After how long it begins anew; zero when it never does. */
  Duration lap();

  /** An event as a watch of a cluster is told it: one line of JSON. */
  byte[] event(int event);
}
