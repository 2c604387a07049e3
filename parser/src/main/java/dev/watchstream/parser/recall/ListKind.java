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

  /** In which list an element is; only an endpoint tells by itself. */
  Readiness readiness(Readiness ofEndpoint) {
    return switch (this) {
      case ADDRESSES -> Readiness.READY;
      case NOT_READY_ADDRESSES -> Readiness.NOT_READY;
      case ENDPOINTS -> ofEndpoint;
    };
  }
}
