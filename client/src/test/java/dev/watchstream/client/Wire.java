package dev.watchstream.client;

/** Small pieces of what servers send. */
final class Wire {

  private Wire() {}

  static String event(String type, String name, int version, String... ips) {
    return "{\"type\":\""
        + type
        + "\",\"object\":"
        + object("\"kind\":\"Endpoints\",\"apiVersion\":\"v1\",", name, version, ips)
        + "}\n";
  }

  static String item(String name, int version, String... ips) {
    return object("", name, version, ips);
  }

  private static String object(String kind, String name, int version, String... ips) {
    StringBuilder addresses = new StringBuilder();
    for (String ip : ips) {
      addresses.append(addresses.isEmpty() ? "" : ",").append("{\"ip\":\"" + ip + "\"}");
    }
    return "{"
        + kind
        + "\"metadata\":{\"name\":\""
        + name
        + "\",\"namespace\":\"default\",\"uid\":\"uid-"
        + name
        + "\",\"resourceVersion\":\""
        + version
        + "\"},\"subsets\":[{\"addresses\":["
        + addresses
        + "]}]}";
  }

  static String list(int version, String... items) {
    return page(version, null, items);
  }

  static String page(int version, String continueToken, String... items) {
    return "{\"kind\":\"EndpointsList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\""
        + version
        + "\""
        + (continueToken == null ? "" : ",\"continue\":\"" + continueToken + "\"")
        + "},\"items\":["
        + String.join(",", items)
        + "]}\n";
  }

  static String bookmark(int version) {
    return "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Endpoints\",\"apiVersion\":\"v1\","
        + "\"metadata\":{\"resourceVersion\":\""
        + version
        + "\",\"creationTimestamp\":null}}}\n";
  }

  static String initialEventsEnd(int version) {
    return bookmark(version)
        .replace(
            "\"creationTimestamp\":null",
            "\"creationTimestamp\":null,\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}");
  }

  static String gone() {
    return "{\"type\":\"ERROR\",\"object\":"
        + status(410, "Expired", "too old resource version: 1 (9)")
        + "}\n";
  }

  static String status(int code, String reason, String message) {
    return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\""
        + message
        + "\",\"reason\":\""
        + reason
        + "\",\"code\":"
        + code
        + "}\n";
  }
}
