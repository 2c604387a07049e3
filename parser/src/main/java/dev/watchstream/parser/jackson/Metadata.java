package dev.watchstream.parser.jackson;

import dev.watchstream.parser.bytes.LazyText;
import org.jspecify.annotations.Nullable;

/** What the reader takes out of an object's, a list's or a bookmark's {@code metadata}. */
public final class Metadata {

  public @Nullable String namespace;
  public @Nullable String name;
  public @Nullable String uid;
  public final LazyText resourceVersion = new LazyText();

  /** The label {@code kubernetes.io/service-name}. */
  public @Nullable String serviceName;

  /** Whether the annotation {@code k8s.io/initial-events-end} is {@code "true"}. */
  boolean initialEventsEnd;

  /** A list's {@code continue}. */
  @Nullable String continueToken;

  public void clear() {
    namespace = null;
    name = null;
    uid = null;
    resourceVersion.clear();
    serviceName = null;
    initialEventsEnd = false;
    continueToken = null;
  }
}
