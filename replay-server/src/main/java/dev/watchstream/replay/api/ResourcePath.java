package dev.watchstream.replay.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a resource's path, whether or not such a resource exists.
 *
 * @param group empty for the core group
 * @param namespace null for all, or when the resource has none
 * @param name null for a collection
 * @param watch whether it is one of the deprecated {@code /watch/} paths
 */
public record ResourcePath(
    String group,
    String version,
    String plural,
    @Nullable String namespace,
    @Nullable String name,
    boolean watch) {

  /** Null when these parts are not a resource's path; that of a subresource is none either. */
  public static @Nullable ResourcePath of(List<String> parts) {
    Parts rest = new Parts(parts);
    String group;
    if (rest.take("api")) {
      group = "";
    } else if (rest.take("apis")) {
      group = rest.next();
    } else {
      return null;
    }
    String version = rest.next();
    boolean watch = rest.take("watch");
    // With at most one part after it, the request is for the namespaces themselves.
    String namespace = rest.left() > 2 && rest.take("namespaces") ? rest.next() : null;
    String plural = rest.next();
    String name = rest.left() > 0 ? rest.next() : null;
    return plural.isEmpty() || rest.left() > 0
        ? null
        : new ResourcePath(group, version, plural, namespace, name, watch);
  }

  private static final class Parts {
    private final List<String> parts;
    private int index;

    Parts(List<String> parts) {
      this.parts = parts;
    }

    int left() {
      return parts.size() - index;
    }

    /** Empty, which names nothing, after the last. */
    String next() {
      return left() > 0 ? parts.get(index++) : "";
    }

    boolean take(String part) {
      boolean there = left() > 0 && parts.get(index).equals(part);
      if (there) {
        index++;
      }
      return there;
    }
  }
}
