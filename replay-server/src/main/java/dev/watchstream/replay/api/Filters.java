package dev.watchstream.replay.api;

/**
 * What stands around the handlers of an API server, and adds its headers to every answer. For
 * answers that are made in place of the handlers'. Safe for use by several threads.
 */
@FunctionalInterface
public interface Filters {
  /** Those of a server that adds nothing. */
  Filters NONE = (request, from, answer) -> answer;

  /** Who answers; each one's answer passes those before it. */
  enum Layer {
    /** What looks at a request before it is known who asks. */
    OUTERMOST,
    /** Priority and fairness, or what comes after it. */
    FLOW_CONTROL,
    /** Who knows the resource. */
    HANDLER
  }

  /** The same answer as a client gets it. */
  ApiResponse.Whole pass(ApiRequest request, Layer from, ApiResponse.Whole answer);
}
