package dev.watchstream.parser.recall;

/** What a path through a {@link LayoutTrie} leads to, and what all that took it say. */
abstract class PathEnd {

  /** The parts that are in holes of the path, a bit each: what they say is in the input. */
  int inHoles;

  /** A part was the same on this path so far, and is no more. */
  void opened(int part) {
    inHoles |= 1 << part;
  }

  boolean isInHole(int part) {
    return (inHoles & (1 << part)) != 0;
  }

  /** The memory that it takes, in bytes, roughly. */
  abstract long size();
}
