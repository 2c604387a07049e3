package dev.watchstream.client.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Small pieces of what servers send. */
public final class Wire {

  private Wire() {}

  public static String event(String type, String name, int version, String... ips) {
    return event(type, name, Integer.toString(version), ips);
  }

  public static String event(String type, String name, String version, String... ips) {
    return "{\"type\":\""
        + type
        + "\",\"object\":"
        + object("\"kind\":\"Endpoints\",\"apiVersion\":\"v1\",", name, version, ips)
        + "}\n";
  }

  public static String item(String name, int version, String... ips) {
    return item(name, Integer.toString(version), ips);
  }

  public static String item(String name, String version, String... ips) {
    return object("", name, version, ips);
  }

  private static String object(String kind, String name, String version, String... ips) {
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

  public static String list(int version, String... items) {
    return page(version, null, items);
  }

  public static String page(int version, String continueToken, String... items) {
    return page(Integer.toString(version), continueToken, items);
  }

  /** {@code version} may be null for none. */
  public static String page(String version, String continueToken, String... items) {
    return "{\"kind\":\"EndpointsList\",\"apiVersion\":\"v1\",\"metadata\":{\"selfLink\":\"\""
        + (version == null ? "" : ",\"resourceVersion\":\"" + version + "\"")
        + (continueToken == null ? "" : ",\"continue\":\"" + continueToken + "\"")
        + "},\"items\":["
        + String.join(",", items)
        + "]}\n";
  }

  public static String bookmark(int version) {
    return bookmark(Integer.toString(version));
  }

  public static String bookmark(String version) {
    return "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Endpoints\",\"apiVersion\":\"v1\","
        + "\"metadata\":{\"resourceVersion\":\""
        + version
        + "\",\"creationTimestamp\":null}}}\n";
  }

  public static String initialEventsEnd(int version) {
    return initialEventsEnd(Integer.toString(version));
  }

  public static String initialEventsEnd(String version) {
    return bookmark(version)
        .replace(
            "\"creationTimestamp\":null",
            "\"creationTimestamp\":null,\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}");
  }

  public static String gone() {
    return "{\"type\":\"ERROR\",\"object\":"
        + status(410, "Expired", "too old resource version: 1 (9)")
        + "}\n";
  }

  public static String status(int code, String reason, String message) {
    return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\""
        + message
        + "\",\"reason\":\""
        + reason
        + "\",\"code\":"
        + code
        + "}\n";
  }

  /** The bytes of a PEM file with this text. */
  public static byte[] pem(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A text, compressed as one member. */
  public static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
