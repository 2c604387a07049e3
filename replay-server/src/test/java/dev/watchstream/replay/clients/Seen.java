package dev.watchstream.replay.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.kubernetes.client.openapi.models.V1EndpointAddress;
import io.kubernetes.client.openapi.models.V1EndpointSubset;
import io.kubernetes.client.openapi.models.V1Endpoints;
import java.util.ArrayList;
import java.util.List;

/** A change as a client has seen it, independent of the client's types. */
record Seen(String type, String version, List<String> ready, List<String> notReady) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A line of a watch. */
  static Seen line(String event) {
    JsonNode parsed = json(event);
    return object(parsed.path("type").asText(), parsed.path("object"));
  }

  static Seen object(String type, JsonNode endpoints) {
    List<String> ready = new ArrayList<>();
    List<String> notReady = new ArrayList<>();
    for (JsonNode subset : endpoints.path("subsets")) {
      subset.path("addresses").forEach(address -> ready.add(address.path("ip").asText()));
      subset
          .path("notReadyAddresses")
          .forEach(address -> notReady.add(address.path("ip").asText()));
    }
    return new Seen(
        type, endpoints.path("metadata").path("resourceVersion").asText(), ready, notReady);
  }

  static Seen fabric8(String type, Endpoints endpoints) {
    List<String> ready = new ArrayList<>();
    List<String> notReady = new ArrayList<>();
    for (var subset : endpoints.getSubsets()) {
      subset.getAddresses().stream().map(EndpointAddress::getIp).forEach(ready::add);
      subset.getNotReadyAddresses().stream().map(EndpointAddress::getIp).forEach(notReady::add);
    }
    return new Seen(type, endpoints.getMetadata().getResourceVersion(), ready, notReady);
  }

  static Seen official(String type, V1Endpoints endpoints) {
    List<String> ready = new ArrayList<>();
    List<String> notReady = new ArrayList<>();
    for (V1EndpointSubset subset : orEmpty(endpoints.getSubsets())) {
      orEmpty(subset.getAddresses()).stream().map(V1EndpointAddress::getIp).forEach(ready::add);
      orEmpty(subset.getNotReadyAddresses()).stream()
          .map(V1EndpointAddress::getIp)
          .forEach(notReady::add);
    }
    return new Seen(type, endpoints.getMetadata().getResourceVersion(), ready, notReady);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + text, e);
    }
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
