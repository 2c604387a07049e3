package dev.watchstream.timeline;

/** The state of an address that the objects of a service list. */
public enum PodState {
  READY,
  NOT_READY,
  TERMINATING
}
