package dev.watchstream.replay.resource;

import dev.watchstream.replay.resource.Resource.Names;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The resources that are served: v1 Endpoints and EndpointSlices always, and whatever was recorded.
 * In the order of discovery. Immutable.
 */
public final class Resources {
  public static final GroupVersionKind ENDPOINTS = new GroupVersionKind("", "v1", "Endpoints");
  public static final GroupVersionKind ENDPOINT_SLICES =
      new GroupVersionKind("discovery.k8s.io", "v1", "EndpointSlice");

  private static final Comparator<Resource> ORDER =
      Comparator.comparingInt((Resource resource) -> BuiltInResources.placeOf(resource.group()))
          .thenComparing(Resource::group)
          .thenComparing(Resource::version, ApiVersionOrder.PREFERRED_FIRST)
          .thenComparing(Resource::plural);

  private final List<Resource> all;
  private final Map<GroupVersionKind, Resource> byType = new LinkedHashMap<>();

  private Resources(Map<GroupVersionKind, Resource> resources) {
    this.all = resources.values().stream().sorted(ORDER).toList();
    all.forEach(resource -> byType.put(resource.groupVersionKind(), resource));
  }

  public List<Resource> all() {
    return all;
  }

  /** Null when nothing of that type is served. */
  public @Nullable Resource of(GroupVersionKind type) {
    return byType.get(type);
  }

  /** Null when there is none at that path. */
  public @Nullable Resource at(String group, String version, String plural) {
    return at(group, version, plural, all);
  }

  static @Nullable Resource at(
      String group, String version, String plural, List<Resource> resources) {
    return resources.stream()
        .filter(
            resource ->
                resource.group().equals(group)
                    && resource.version().equals(version)
                    && resource.plural().equals(plural))
        .findFirst()
        .orElse(null);
  }

  /** All groups but the core group, in the order of discovery. */
  public List<String> groups() {
    return all.stream().map(Resource::group).filter(group -> !group.isEmpty()).distinct().toList();
  }

  /** The versions of a group, the preferred one first; empty when it has none. */
  public List<String> versions(String group) {
    return all.stream()
        .filter(resource -> resource.group().equals(group))
        .map(Resource::version)
        .distinct()
        .toList();
  }

  /** The resources of a version; empty when there is no such version. */
  public List<Resource> of(String group, String version) {
    return all.stream()
        .filter(resource -> resource.group().equals(group) && resource.version().equals(version))
        .toList();
  }

  /** Collects the resources that recordings contain. For one thread. */
  public static final class Builder {
    private final Map<GroupVersionKind, Boolean> namespaced = new LinkedHashMap<>();
    private final Map<GroupVersionKind, String> plurals = new HashMap<>();
    private final Map<GroupVersionKind, Resource> asked = new LinkedHashMap<>();

    public Builder() {
      namespaced.put(ENDPOINTS, true);
      namespaced.put(ENDPOINT_SLICES, true);
    }

    /** There is an object of that type, in a namespace or in none. */
    public void add(GroupVersionKind type, boolean inNamespace) {
      namespaced.merge(type, inNamespace, Boolean::logicalOr);
    }

    /** {@code plural} is the type's name in paths. */
    public void named(GroupVersionKind type, String plural) {
      plurals.putIfAbsent(type, plural);
    }

    /** That path was requested, whatever the answer was. */
    public void askedFor(String group, String version, String plural) {
      Resource known = BuiltInResources.at(group, version, plural);
      if (known != null) {
        asked.put(known.groupVersionKind(), known);
      }
    }

    public Resources build() {
      Map<GroupVersionKind, Resource> resources = new LinkedHashMap<>(asked);
      namespaced.forEach((type, inNamespace) -> resources.put(type, resource(type, inNamespace)));
      return new Resources(resources);
    }

    private Resource resource(GroupVersionKind type, boolean inNamespace) {
      Resource known = BuiltInResources.of(type);
      if (known != null) {
        return known;
      }
      String plural = plurals.getOrDefault(type, plural(type.kind()));
      return new Resource(type, Names.of(plural), inNamespace, true, "", TableColumns.OTHERS);
    }

    /** As Kubernetes guesses it (apimachinery's UnsafeGuessKindToResource). */
    private static String plural(String kind) {
      String singular = kind.toLowerCase(Locale.ROOT);
      if (singular.endsWith("s")) {
        return singular + "es";
      }
      return singular.endsWith("y")
          ? singular.substring(0, singular.length() - 1) + "ies"
          : singular + "s";
    }
  }
}
