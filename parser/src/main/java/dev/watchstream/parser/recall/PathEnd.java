package dev.watchstream.parser.recall;

/** The end of a path through a {@link LayoutTrie}: what all input that follows the path says. */
abstract class PathEnd {

  /** The parts that are in holes of the path, as a bit set: their values are in the input. */
  int inHoles;

  /** A part had the same value on this path so far, and now varies. */
  void opened(int part) {
    inHoles |= 1 << part;
  }

  boolean isInHole(int part) {
    return (inHoles & (1 << part)) != 0;
  }

  /** The memory that it takes, in bytes, roughly. */
  abstract long size();
}
