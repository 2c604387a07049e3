package dev.watchstream.replay.model;

import java.time.Duration;

/**
 * All events of a server's recordings, once through, in order of time. Immutable; events are read
 * on demand, as long as the server runs.
 */
public interface Story {

  /** How many events it has. */
  int size();

  /** When an event, counted from 0, happens, from the story's start. */
  Duration at(int event);

  /** After how long it starts again; zero when it never does. */
  Duration lap();

  /** An event, counted from 0, as a watch of the cluster gets it: one line of JSON in UTF-8. */
  byte[] event(int event);
}
