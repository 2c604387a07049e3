/** Lists, watches and resumes against a Kubernetes API server, and records what it reads. */
@org.jspecify.annotations.NullMarked
module dev.watchstream.client {
  requires com.fasterxml.jackson.core;
  requires transitive dev.watchstream.fixtures;
  requires transitive dev.watchstream.parser;
  requires jdk.net;
  requires okhttp3;
  requires org.snakeyaml.engine;
  requires static transitive org.jspecify;

  exports dev.watchstream.client;
  exports dev.watchstream.client.record;
  exports dev.watchstream.client.time;
}
