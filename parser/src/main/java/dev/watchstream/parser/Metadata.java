package dev.watchstream.parser;

import org.jspecify.annotations.Nullable;

/** What the reader takes out of an object's, a list's or a bookmark's {@code metadata}. */
final class Metadata {

  @Nullable String namespace;
  @Nullable String name;
  @Nullable String uid;
  final LazyText resourceVersion;

  /** The label {@code kubernetes.io/service-name}. */
  @Nullable String serviceName;

  /** Whether the annotation {@code k8s.io/initial-events-end} is {@code "true"}. */
  boolean initialEventsEnd;

  /** A list's {@code continue}. */
  @Nullable String continueToken;

  Metadata() {
    this(new LazyText());
  }

  private Metadata(LazyText resourceVersion) {
    this.resourceVersion = resourceVersion;
  }

  void clear() {
    namespace = null;
    name = null;
    uid = null;
    resourceVersion.clear();
    serviceName = null;
    initialEventsEnd = false;
    continueToken = null;
  }

  Metadata copy() {
    Metadata copy = new Metadata(resourceVersion.copy());
    copy.namespace = namespace;
    copy.name = name;
    copy.uid = uid;
    copy.serviceName = serviceName;
    copy.initialEventsEnd = initialEventsEnd;
    copy.continueToken = continueToken;
    return copy;
  }
}
