/** Serves recordings as a Kubernetes API server would. */
@org.jspecify.annotations.NullMarked
module dev.watchstream.replay {
  requires com.fasterxml.jackson.core;
  requires dev.watchstream.recordings;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires io.netty.codec.http2;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.transport;
  requires transitive dev.watchstream.fixtures;
  requires static transitive org.jspecify;
  requires static org.junit.jupiter.api;

  exports dev.watchstream.replay;
  exports dev.watchstream.replay.faults;
  exports dev.watchstream.replay.junit;
  exports dev.watchstream.replay.model;

  opens dev.watchstream.replay.junit to
      org.junit.platform.commons;
}
