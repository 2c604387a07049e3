package dev.watchstream.replay.api;

import org.jspecify.annotations.Nullable;

/** The resources that are served, by the names that the API has for them. */
public enum Resource {
  ENDPOINTS("", "v1", "endpoints", "Endpoints"),
  ENDPOINT_SLICES("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice"),
  ENDPOINT_SLICES_V1BETA1("discovery.k8s.io", "v1beta1", "endpointslices", "EndpointSlice");

  private final String group;
  private final String version;
  private final String plural;
  private final String kind;

  Resource(String group, String version, String plural, String kind) {
    this.group = group;
    this.version = version;
    this.plural = plural;
    this.kind = kind;
  }

  /** Null when nothing of that kind is served. */
  public static @Nullable Resource of(String apiVersion, String kind) {
    for (Resource resource : values()) {
      if (resource.kind.equals(kind) && resource.apiVersion().equals(apiVersion)) {
        return resource;
      }
    }
    return null;
  }

  static @Nullable Resource at(String group, String version, String plural) {
    for (Resource resource : values()) {
      if (resource.group.equals(group)
          && resource.version.equals(version)
          && resource.plural.equals(plural)) {
        return resource;
      }
    }
    return null;
  }

  /** Empty for the core group. */
  String group() {
    return group;
  }

  public String plural() {
    return plural;
  }

  public String kind() {
    return kind;
  }

  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** What an object without content has after its metadata, as in a bookmark. */
  public String afterEmptyMetadata() {
    return isEndpoints() ? "" : ",\"addressType\":\"\",\"endpoints\":null,\"ports\":null";
  }

  public boolean isEndpoints() {
    return this == ENDPOINTS;
  }
}
