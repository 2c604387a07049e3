package dev.watchstream.parser.jackson;

import dev.watchstream.parser.bytes.LazyText;
import org.jspecify.annotations.Nullable;

/** What the reader takes from an object's, a list's or a bookmark's {@code metadata}. */
public final class Metadata {

  /**
   * The value of {@code endpoints.kubernetes.io/over-capacity} on an object that leaves addresses
   * out.
   */
  public static final String TRUNCATED = "truncated";

  public @Nullable String namespace;
  public @Nullable String name;
  public @Nullable String uid;
  public final LazyText resourceVersion = new LazyText();

  /** The label {@code kubernetes.io/service-name}. */
  public @Nullable String serviceName;

  /** Whether the annotation {@code k8s.io/initial-events-end} is {@code "true"}. */
  boolean initialEventsEnd;

  /**
   * Whether the annotation {@code endpoints.kubernetes.io/over-capacity} is {@code "truncated"}.
   */
  public boolean isTruncated;

  /** A list's {@code continue}. */
  @Nullable String continueToken;

  public void clear() {
    namespace = null;
    name = null;
    uid = null;
    resourceVersion.clear();
    serviceName = null;
    initialEventsEnd = false;
    isTruncated = false;
    continueToken = null;
  }
}
