package dev.watchstream.replay.engine;

import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.api.Resource;
import dev.watchstream.replay.json.JsonText;
import dev.watchstream.replay.version.ServerProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What tells clients which API there is: small, and nothing that is not served. */
final class Discovery {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";
  private static final List<String> HEALTH = List.of("healthz", "livez", "readyz");

  private final ServerProfile version;
  private final boolean v1beta1;

  /** {@code v1beta1} tells whether EndpointSlices are served under that version too. */
  Discovery(ServerProfile version, boolean v1beta1) {
    this.version = version;
    this.v1beta1 = v1beta1;
  }

  /** Null for a path that is not about the API itself. */
  @Nullable ApiResponse answer(List<String> parts, ApiRequest request, Answer answer) {
    String path = String.join("/", parts);
    if (parts.size() == 1 && HEALTH.contains(path)) {
      boolean verbose = Query.parse(request.query()).has("verbose");
      return answer.asIs(200, TEXT, verbose ? "[+]ping ok\n" + path + " check passed\n" : "ok");
    }
    return switch (path) {
      case "version" -> answer.asIs(200, JSON, version());
      case "api" -> answer.json(utf8(apiVersions(request.header("Host"))));
      case "apis" ->
          answer.json(
              utf8(
                  "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":["
                      + group("")
                      + "]}"));
      case "apis/discovery.k8s.io" ->
          answer.json(utf8(group("\"kind\":\"APIGroup\",\"apiVersion\":\"v1\",")));
      case "api/v1" -> answer.json(utf8(resources("", Resource.ENDPOINTS)));
      case "apis/discovery.k8s.io/v1" ->
          answer.json(utf8(resources("\"apiVersion\":\"v1\",", Resource.ENDPOINT_SLICES)));
      case "apis/discovery.k8s.io/v1beta1" ->
          v1beta1
              ? answer.json(
                  utf8(resources("\"apiVersion\":\"v1\",", Resource.ENDPOINT_SLICES_V1BETA1)))
              : null;
      case "openapi/v2" ->
          answer.json(
              utf8(
                  "{\"swagger\":\"2.0\",\"info\":{\"title\":\"Kubernetes\",\"version\":\"%s\"},\"paths\":{}}"
                      .formatted(version.version().git())));
      case "openapi/v3" -> answer.json(utf8("{\"paths\":{}}"));
      case "" -> answer.asIs(200, JSON, paths());
      default -> unknown(parts, answer);
    };
  }

  private @Nullable ApiResponse unknown(List<String> parts, Answer answer) {
    if (parts.get(0).equals("api")) {
      return null;
    }
    if (parts.get(0).equals("apis")) {
      return parts.get(1).equals("discovery.k8s.io")
          ? null
          : answer.asIs(404, TEXT, "404 page not found\n");
    }
    return answer.asIs(404, JSON, paths());
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

  private String group(String before) {
    return "{"
        + before
        + "\"name\":\"discovery.k8s.io\",\"versions\":["
        + groupVersion("v1")
        + (v1beta1 ? "," + groupVersion("v1beta1") : "")
        + "],\"preferredVersion\":"
        + groupVersion("v1")
        + "}";
  }

  private static String groupVersion(String version) {
    return "{\"groupVersion\":\"discovery.k8s.io/%s\",\"version\":\"%s\"}"
        .formatted(version, version);
  }

  private String resources(String before, Resource resource) {
    return "{\"kind\":\"APIResourceList\","
        + before
        + "\"groupVersion\":\"%s\",\"resources\":[{\"name\":\"%s\",\"singularName\":\"%s\",\"namespaced\":true,\"kind\":\"%s\",\"verbs\":[\"get\",\"list\",\"watch\"]%s}]}"
            .formatted(
                resource.apiVersion(),
                resource.plural(),
                version.singularNames() ? resource.kind().toLowerCase(Locale.ROOT) : "",
                resource.kind(),
                resource.isEndpoints() ? ",\"shortNames\":[\"ep\"]" : "");
  }

  private String paths() {
    List<String> paths = new ArrayList<>(List.of("/api", "/api/v1", "/apis", "/apis/"));
    paths.add("/apis/discovery.k8s.io");
    paths.add("/apis/discovery.k8s.io/v1");
    if (v1beta1) {
      paths.add("/apis/discovery.k8s.io/v1beta1");
    }
    paths.addAll(
        List.of("/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version"));
    return "{\n  \"paths\": [\n    \"" + String.join("\",\n    \"", paths) + "\"\n  ]\n}";
  }

  private static String quoted(String text) {
    return new String(new JsonText().string(text).toByteArray(), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
