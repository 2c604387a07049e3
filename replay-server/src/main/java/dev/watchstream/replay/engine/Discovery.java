package dev.watchstream.replay.engine;

import dev.watchstream.replay.api.Accept;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.json.JsonText;
import dev.watchstream.replay.resource.Resource;
import dev.watchstream.replay.resource.Resources;
import dev.watchstream.replay.version.ServerProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells clients which API there is: no more than is served. */
final class Discovery {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";
  private static final List<String> CORE = List.of("api", "v1");
  private static final List<String> HEALTH = List.of("healthz", "livez", "readyz");

  private final ServerProfile version;
  private final Resources served;
  private final AggregatedDiscovery all;
  private final OpenApi openApi;

  Discovery(ServerProfile version, Resources served) {
    this.version = version;
    this.served = served;
    this.all = new AggregatedDiscovery(served, version);
    this.openApi = new OpenApi(version);
  }

  /** Null for a path that is not about the API itself. */
  @Nullable ApiResponse answer(List<String> parts, ApiRequest request, Answer answer) {
    String path = String.join("/", parts);
    if (parts.size() == 1 && HEALTH.contains(path)) {
      boolean verbose = Query.parse(request.query()).has("verbose");
      return answer.asIs(200, TEXT, verbose ? "[+]ping ok\n" + path + " check passed\n" : "ok");
    }
    String aggregated = Accept.of(request).discoveryVersion(version.aggregatedDiscovery());
    if (aggregated != null && (path.equals("api") || path.equals("apis"))) {
      return answer.kept(
          JSON + ";g=apidiscovery.k8s.io;v=" + aggregated + ";as=APIGroupDiscoveryList",
          all.json(path.equals("api"), aggregated));
    }
    return switch (path) {
      case "version" -> answer.asIs(200, JSON, version());
      case "api" -> answer.json(apiVersions(request.header("Host")));
      case "apis" -> answer.json(groups());
      case "openapi/v2" ->
          answer.json(
              "{\"swagger\":\"2.0\",\"info\":{\"title\":\"Kubernetes\",\"version\":\"%s\"},\"paths\":{}}"
                  .formatted(version.version().git()));
      case "openapi/v3" -> answer.json(openApi.index());
      case "" -> answer.asIs(200, JSON, paths());
      default -> other(parts, answer);
    };
  }

  /** A group, a version, or a path that does not exist. */
  private @Nullable ApiResponse other(List<String> parts, Answer answer) {
    String root = parts.get(0);
    if (root.equals("openapi") && parts.size() > 2 && parts.get(1).equals("v3")) {
      String document = openApi.document(String.join("/", parts.subList(2, parts.size())));
      return document == null
          ? answer.asIs(404, TEXT, "404 page not found\n")
          : answer.kept(JSON, document);
    }
    if (root.equals("api")) {
      return parts.equals(CORE) ? answer.json(resources("", "", "v1")) : null;
    }
    if (!root.equals("apis")) {
      return answer.asIs(404, JSON, paths());
    }
    String group = parts.get(1);
    List<String> versions = served.versions(group);
    if (versions.isEmpty()) {
      return version.unknownGroupIsStatus() ? null : answer.asIs(404, TEXT, "404 page not found\n");
    }
    if (parts.size() == 2) {
      return answer.json(group("\"kind\":\"APIGroup\",\"apiVersion\":\"v1\",", group));
    }
    return parts.size() == 3 && versions.contains(parts.get(2))
        ? answer.json(resources("\"apiVersion\":\"v1\",", group, parts.get(2)))
        : null;
  }

  private String version() {
    int minor = version.version().minor();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("major", "1");
    fields.put("minor", String.valueOf(minor));
    if (version.emulationFields()) {
      fields.put("emulationMajor", "1");
      fields.put("emulationMinor", String.valueOf(minor));
      fields.put("minCompatibilityMajor", "1");
      fields.put("minCompatibilityMinor", String.valueOf(minor - 1));
    }
    fields.put("gitVersion", version.version().git());
    fields.put("gitCommit", "");
    fields.put("gitTreeState", "clean");
    fields.put("buildDate", "1970-01-01T00:00:00Z");
    fields.put("goVersion", "");
    fields.put("compiler", "");
    fields.put("platform", "");
    return fields.entrySet().stream()
        .map(field -> "  \"" + field.getKey() + "\": " + quoted(field.getValue()))
        .collect(Collectors.joining(",\n", "{\n", "\n}"));
  }

  private static String apiVersions(@Nullable String host) {
    return "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"],\"serverAddressByClientCIDRs\":"
        + "[{\"clientCIDR\":\"0.0.0.0/0\",\"serverAddress\":"
        + quoted(host == null ? "" : host)
        + "}]}";
  }

  private String groups() {
    return served.groups().stream()
        .map(group -> group("", group))
        .collect(
            Collectors.joining(
                ",", "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[", "]}"));
  }

  private String group(String before, String group) {
    List<String> versions =
        served.versions(group).stream()
            .map(
                version ->
                    "{\"groupVersion\":%s,\"version\":%s}"
                        .formatted(quoted(group + "/" + version), quoted(version)))
            .toList();
    return "{%s\"name\":%s,\"versions\":[%s],\"preferredVersion\":%s}"
        .formatted(before, quoted(group), String.join(",", versions), versions.get(0));
  }

  private String resources(String before, String group, String version) {
    return served.of(group, version).stream()
        .map(this::resource)
        .collect(
            Collectors.joining(
                ",",
                "{\"kind\":\"APIResourceList\",%s\"groupVersion\":%s,\"resources\":["
                    .formatted(before, quoted(group.isEmpty() ? version : group + "/" + version)),
                "]}"));
  }

  private String resource(Resource resource) {
    boolean singular = version.singularNames() || resource.custom();
    return "{\"name\":%s,\"singularName\":%s,\"namespaced\":%b,\"kind\":%s,\"verbs\":[\"get\",\"list\",\"watch\"]%s%s}"
        .formatted(
            quoted(resource.plural()),
            quoted(singular ? resource.kind().toLowerCase(Locale.ROOT) : ""),
            resource.namespaced(),
            quoted(resource.kind()),
            list("shortNames", resource.names().shortNames()),
            list("categories", resource.names().categories()));
  }

  /** A member with an array of strings, behind another member; empty where there are none. */
  static String list(String member, Collection<String> values) {
    return values.isEmpty()
        ? ""
        : values.stream()
            .map(Discovery::quoted)
            .collect(Collectors.joining(",", ",\"" + member + "\":[", "]"));
  }

  private String paths() {
    List<String> paths = new ArrayList<>(List.of("/api", "/api/v1", "/apis", "/apis/"));
    for (String group : served.groups()) {
      paths.add("/apis/" + group);
      served.versions(group).forEach(version -> paths.add("/apis/" + group + "/" + version));
    }
    paths.addAll(
        List.of("/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version"));
    return paths.stream()
        .map(Discovery::quoted)
        .collect(Collectors.joining(",\n    ", "{\n  \"paths\": [\n    ", "\n  ]\n}"));
  }

  /** As a JSON string. */
  static String quoted(String text) {
    return new String(new JsonText().string(text).toByteArray(), StandardCharsets.UTF_8);
  }
}
