package dev.watchstream.parser;

import org.jspecify.annotations.Nullable;

/**
 * The object behind an address, most often a Pod. Each part is null where the server left it out.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-reference/">ObjectReference</a>
 */
public record TargetRef(
    @Nullable String kind,
    @Nullable String namespace,
    @Nullable String name,
    @Nullable String uid) {

  /** A reference to a pod. */
  public static TargetRef pod(
      @Nullable String namespace, @Nullable String name, @Nullable String uid) {
    return new TargetRef("Pod", namespace, name, uid);
  }
}
