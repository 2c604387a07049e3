package dev.watchstream.replay.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The path of a resource that is served.
 *
 * @param namespace null for all
 * @param name null for a collection
 * @param watch whether it is one of the deprecated {@code /watch/} paths
 */
public record ApiPath(
    Resource resource, @Nullable String namespace, @Nullable String name, boolean watch) {

  /** A longer path is not looked at. */
  public static final int MAX_PATH_LENGTH = 8192;

  /**
   * The path's parts, decoded; a slash at the end counts for nothing. Empty for the root.
   *
   * @throws StatusException 400 for what is not well encoded; 404 for an empty part, {@code .} and
   *     {@code ..}, and a part with an encoded slash or a NUL, none of which names anything
   */
  public static List<String> parts(String path) throws StatusException {
    if (path.length() > MAX_PATH_LENGTH) {
      throw StatusException.badRequest(
          "the path is longer than " + MAX_PATH_LENGTH + " characters");
    }
    List<String> parts = new ArrayList<>();
    int start = path.startsWith("/") ? 1 : 0;
    while (start < path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      String part = Query.decode(path.substring(start, end), false);
      if (part == null) {
        throw StatusException.badRequest("the path is not well percent-encoded");
      }
      if (part.isEmpty()
          || part.equals(".")
          || part.equals("..")
          || part.indexOf('/') >= 0
          || part.indexOf('\0') >= 0) {
        throw StatusException.noSuchResource();
      }
      parts.add(part);
      start = end + 1;
    }
    return parts;
  }

  /** Null when these parts lead to no resource that is served. */
  public static @Nullable ApiPath of(List<String> parts) {
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
    String namespace = rest.take("namespaces") ? rest.next() : null;
    Resource resource = Resource.at(group, version, rest.next());
    String name = namespace != null && rest.hasNext() ? rest.next() : null;
    if (resource == null || rest.hasNext()) {
      return null;
    }
    return new ApiPath(resource, namespace, name, watch);
  }

  private static final class Parts {
    private final List<String> parts;
    private int index;

    Parts(List<String> parts) {
      this.parts = parts;
    }

    boolean hasNext() {
      return index < parts.size();
    }

    /** Empty, which names nothing, behind the last. */
    String next() {
      return hasNext() ? parts.get(index++) : "";
    }

    boolean take(String part) {
      boolean there = hasNext() && parts.get(index).equals(part);
      if (there) {
        index++;
      }
      return there;
    }
  }
}
