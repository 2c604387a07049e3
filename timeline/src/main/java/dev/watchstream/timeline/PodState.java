package dev.watchstream.timeline;

/** What the objects of a service say of an address that they list. */
public enum PodState {
  READY,
  NOT_READY,
  TERMINATING
}
