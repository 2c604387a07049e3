package dev.watchstream.parser.rollout;

/** How many addresses or objects are in each state; those that are gone do not count. */
final class StateCounts {

  int ready;
  int notReady;
  int terminating;

  void add(AddressState state, int difference) {
    switch (state) {
      case READY -> ready += difference;
      case NOT_READY -> notReady += difference;
      case TERMINATING -> terminating += difference;
      case GONE -> {}
    }
  }
}
