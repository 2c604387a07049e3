package dev.watchstream.replay.api;

import dev.watchstream.replay.resource.Resource;
import dev.watchstream.replay.resource.Resources;
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

  /** A longer path is refused with 400. */
  public static final int MAX_PATH_LENGTH = 8192;

  /**
   * The path's parts, decoded; a slash at the end is ignored. Empty for the root.
   *
   * @throws StatusException 400 for a path that is too long or badly encoded; 404 for a part that
   *     can name nothing: an empty one, {@code .}, {@code ..}, or one with an encoded slash or NUL
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

  /** Null when these parts are not the path of a served resource. */
  public static @Nullable ApiPath of(List<String> parts, Resources served) {
    ResourcePath path = ResourcePath.of(parts);
    Resource resource =
        path == null ? null : served.at(path.group(), path.version(), path.plural());
    if (path == null || resource == null) {
      return null;
    }
    boolean inNamespace = path.namespace() != null;
    boolean misplaced =
        (inNamespace && !resource.namespaced())
            || (path.name() != null && inNamespace != resource.namespaced());
    return misplaced ? null : new ApiPath(resource, path.namespace(), path.name(), path.watch());
  }
}
