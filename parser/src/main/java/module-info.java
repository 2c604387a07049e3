/** A streaming parser for Kubernetes Endpoints and EndpointSlice watch streams. */
@org.jspecify.annotations.NullMarked
module dev.watchstream.parser {
  requires com.fasterxml.jackson.core;
  requires static transitive org.jspecify;

  exports dev.watchstream.parser;
  exports dev.watchstream.parser.rollout;
  exports dev.watchstream.parser.stream;
}
