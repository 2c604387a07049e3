package dev.watchstream.replay.engine;

import dev.watchstream.replay.resource.Resource;
import dev.watchstream.replay.resource.Resources;
import dev.watchstream.replay.version.ServerProfile;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * All groups, versions and resources in two documents, for clients that ask for this form
 * (KEP-3352): the core group at {@code /api}, the others at {@code /apis}.
 */
final class AggregatedDiscovery {
  private final Resources served;
  private final ServerProfile server;

  AggregatedDiscovery(Resources served, ServerProfile server) {
    this.served = served;
    this.server = server;
  }

  /**
   * An APIGroupDiscoveryList.
   *
   * @param version of the list, such as {@code v2}
   */
  String json(boolean core, String version) {
    List<String> groups = core ? List.of("") : served.groups();
    return groups.stream()
        .map(this::group)
        .collect(
            Collectors.joining(
                ",",
                "{\"kind\":\"APIGroupDiscoveryList\",\"apiVersion\":\"apidiscovery.k8s.io/%s\",\"metadata\":{},\"items\":["
                    .formatted(version),
                "]}"));
  }

  private String group(String group) {
    String name = group.isEmpty() ? "" : "\"name\":" + Discovery.quoted(group);
    String created = server.nullCreationTimestamp() ? "\"creationTimestamp\":null" : "";
    String separator = name.isEmpty() || created.isEmpty() ? "" : ",";
    return served.versions(group).stream()
        .map(version -> version(group, version))
        .collect(
            Collectors.joining(
                ",", "{\"metadata\":{" + name + separator + created + "},\"versions\":[", "]}"));
  }

  private String version(String group, String version) {
    return served.of(group, version).stream()
        .map(AggregatedDiscovery::resource)
        .collect(
            Collectors.joining(
                ",",
                "{\"version\":" + Discovery.quoted(version) + ",\"resources\":[",
                "],\"freshness\":\"Current\"}"));
  }

  private static String resource(Resource resource) {
    // The API server names the group only for a resource that it has no type for.
    boolean told = resource.custom();
    return "{\"resource\":%s,\"responseKind\":{\"group\":%s,\"version\":%s,\"kind\":%s},\"scope\":\"%s\",\"singularResource\":%s,\"verbs\":[\"get\",\"list\",\"watch\"]%s%s}"
        .formatted(
            Discovery.quoted(resource.plural()),
            Discovery.quoted(told ? resource.group() : ""),
            Discovery.quoted(told ? resource.version() : ""),
            Discovery.quoted(resource.kind()),
            resource.namespaced() ? "Namespaced" : "Cluster",
            Discovery.quoted(resource.kind().toLowerCase(Locale.ROOT)),
            Discovery.list("shortNames", resource.names().shortNames()),
            Discovery.list("categories", resource.names().categories()));
  }
}
