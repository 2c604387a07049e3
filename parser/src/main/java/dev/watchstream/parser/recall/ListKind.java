package dev.watchstream.parser.recall;

import dev.watchstream.parser.jackson.Readiness;

/** A list of addresses that is not empty. */
enum ListKind {
  /** Of a subset. */
  ADDRESSES,
  /** Of a subset. */
  NOT_READY_ADDRESSES,
  /** Of a slice. */
  ENDPOINTS;

  static final ListKind[] ALL = values();

  /** The readiness of an element; only an endpoint has its own. */
  Readiness readiness(Readiness ofEndpoint) {
    return switch (this) {
      case ADDRESSES -> Readiness.READY;
      case NOT_READY_ADDRESSES -> Readiness.NOT_READY;
      case ENDPOINTS -> ofEndpoint;
    };
  }
}
