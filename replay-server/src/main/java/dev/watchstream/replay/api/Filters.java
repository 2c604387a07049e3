package dev.watchstream.replay.api;

/**
 * The filters around an API server's handlers, which add headers to every answer. For answers that
 * are made in place of a handler's. Safe for use by several threads.
 */
@FunctionalInterface
public interface Filters {
  /** Those of a server that adds nothing. */
  Filters NONE = (request, from, answer) -> answer;

  /** The layer that answers; the answer passes through the layers listed before it. */
  enum Layer {
    /** The filters up to authentication. */
    OUTERMOST,
    /** Priority and fairness, or a filter after it. */
    FLOW_CONTROL,
    /** The handler, which knows the resource. */
    HANDLER
  }

  /** The same answer as a client gets it. */
  ApiResponse.Whole pass(ApiRequest request, Layer from, ApiResponse.Whole answer);
}
