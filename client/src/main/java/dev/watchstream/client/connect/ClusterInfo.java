package dev.watchstream.client.connect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's description for a credential plugin ({@code spec.cluster} of an ExecCredential), if
 * the kubeconfig says {@code provideClusterInfo}.
 */
final class ClusterInfo {

  /** The extension of a kubeconfig's cluster that is meant for the plugin. */
  private static final String EXTENSION = "client.authentication.k8s.io/exec";

  private static final JsonFactory FACTORY = new JsonFactory();

  private ClusterInfo() {}

  static String json(Map<?, ?> cluster, byte @Nullable [] authority) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("server", String.valueOf(cluster.get("server")));
      for (String field : List.of("tls-server-name", "proxy-url")) {
        if (cluster.get(field) != null) {
          json.writeStringField(field, String.valueOf(cluster.get(field)));
        }
      }
      if (Boolean.TRUE.equals(cluster.get("insecure-skip-tls-verify"))) {
        json.writeBooleanField("insecure-skip-tls-verify", true);
      }
      if (authority != null) {
        json.writeBinaryField("certificate-authority-data", authority);
      }
      Object config = extension(cluster);
      if (config != null) {
        json.writeFieldName("config");
        write(json, config);
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private static @Nullable Object extension(Map<?, ?> cluster) {
    if (cluster.get("extensions") instanceof List<?> extensions) {
      for (Object item : extensions) {
        if (item instanceof Map<?, ?> named && EXTENSION.equals(named.get("name"))) {
          return named.get("extension");
        }
      }
    }
    return null;
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        write(json, item);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Number number) {
      json.writeNumber(number.toString());
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value.toString());
    }
  }
}
