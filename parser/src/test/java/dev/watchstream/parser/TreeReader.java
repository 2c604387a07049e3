package dev.watchstream.parser;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The oracle: reads a stream in the simplest way, one whole JSON tree at a time from chars. It
 * shares nothing with the parser but its public records and the text form that {@link Outcome}
 * compares. Its knowledge of the API is written a second time on purpose.
 */
final class TreeReader {

  static {
    Databind.require();
  }

  /** The stream holds something that the API does not specify. */
  static final class BadData extends Exception {
    private static final long serialVersionUID = 1L;

    private static final String ROOT = "a root value that is no object";

    BadData(String what) {
      super(what);
    }

    /** For root values it is a matter of taste whether {@code false[]} is JSON. */
    boolean isOfRoot() {
      return ROOT.equals(getMessage());
    }
  }

  private final ObjectMapper mapper = new ObjectMapper();
  private final boolean readPorts;
  private final Consumer<String> events;
  private final Map<List<String>, String> typedKinds = new HashMap<>();

  TreeReader(boolean readPorts, Consumer<String> events) {
    this.readPorts = readPorts;
    this.events = events;
  }

  /** Reads to the end, or to the first thing that is not JSON or not such data, and throws. */
  void read(Reader chars) throws IOException, BadData {
    try (JsonParser json = mapper.createParser(chars)) {
      while (json.nextToken() != null) {
        JsonNode root = mapper.readTree(json);
        if (!root.isObject()) {
          throw new BadData(BadData.ROOT);
        }
        root(root);
      }
    }
  }

  private void root(JsonNode root) throws BadData {
    // A list's items are handed out before the members after them are known.
    ObjectNode soFar = mapper.createObjectNode();
    List<JsonNode> waiting = new ArrayList<>();
    boolean hasObject = false;
    boolean hasItems = false;
    for (Map.Entry<String, JsonNode> member : root.properties()) {
      String kindSoFar = textOrEmpty(soFar, "kind");
      switch (member.getKey()) {
        case "object" -> hasObject |= !hasItems;
        case "items" -> {
          if (!hasObject
              && (kindSoFar.isEmpty() || kindSoFar.endsWith("List"))
              && member.getValue().isArray()) {
            hasItems = true;
            items(member.getValue(), soFar, waiting);
          }
        }
        default -> {}
      }
      soFar.set(member.getKey(), member.getValue());
    }
    String kind = textOrEmpty(root, "kind");
    boolean hasType = !textOrEmpty(root, "type").isEmpty();
    if (hasObject || (hasType && kind.isEmpty())) {
      watchEvent(root);
    } else if (hasItems || kind.endsWith("List")) {
      for (JsonNode item : waiting) {
        object("LISTED", kindOfItem(item, root), item);
      }
      list(root, hasItems);
    } else {
      object("LISTED", kind(root), root);
    }
  }

  private void watchEvent(JsonNode root) throws BadData {
    String type = text(root, "type");
    JsonNode object = root.path("object");
    if (!object.isObject()) {
      throw new BadData("no object");
    }
    if (!Set.of("ADDED", "MODIFIED", "DELETED", "BOOKMARK", "ERROR").contains(type)) {
      throw new BadData("type " + type);
    }
    String kind = kind(object);
    if (type.equals("ERROR")) {
      object(type, kind.isEmpty() ? "Status" : kind, object);
    } else {
      object(type, textOrEmpty(object, "kind").isEmpty() ? typedKind(type, object) : kind, object);
    }
  }

  /** The kind of an object that names none: what its members tell, or told in an earlier event. */
  private String typedKind(String type, JsonNode object) {
    JsonNode metadata = object.path("metadata");
    String byMembers = kindByMembers(object);
    String name = textOrEmpty(metadata, "name");
    if (name.isEmpty()) {
      return byMembers;
    }
    List<String> fullName = List.of(textOrEmpty(metadata, "namespace"), name);
    String kind = byMembers.isEmpty() ? typedKinds.getOrDefault(fullName, "") : byMembers;
    if (type.equals("DELETED")) {
      typedKinds.remove(fullName);
    } else if (!kind.isEmpty()) {
      typedKinds.put(fullName, kind);
    }
    return kind;
  }

  /**
   * Items whose kind is unknown wait for an item whose kind is known, or else for the list's end.
   */
  private void items(JsonNode items, JsonNode soFar, List<JsonNode> waiting) throws BadData {
    String toldByAnother = "";
    for (JsonNode item : items) {
      if (!item.isObject()) {
        throw new BadData("an item that is no object");
      }
      String told = textOrEmpty(item, "kind").isEmpty() ? kindByMembers(item) : "";
      toldByAnother = told.isEmpty() ? toldByAnother : told;
      waiting.add(item);
      if (!kindOfItem(item, soFar).isEmpty() || !toldByAnother.isEmpty()) {
        for (JsonNode due : waiting) {
          String kind = kindOfItem(due, soFar);
          object("LISTED", kind.isEmpty() ? toldByAnother : kind, due);
        }
        waiting.clear();
      }
    }
  }

  private static String kindOfItem(JsonNode item, JsonNode list) {
    String own = textOrEmpty(item, "kind");
    if (!own.isEmpty()) {
      return own;
    }
    String ofList = textOrEmpty(list, "kind");
    return ofList.endsWith("List") && !ofList.equals("List")
        ? ofList.substring(0, ofList.length() - "List".length())
        : kindByMembers(item);
  }

  private static String kind(JsonNode object) throws BadData {
    String own = text(object, "kind");
    return own.isEmpty() ? kindByMembers(object) : own;
  }

  private static String kindByMembers(JsonNode object) {
    if (object.has("subsets") == object.has("endpoints")) {
      return "";
    }
    return object.has("subsets") ? "Endpoints" : "EndpointSlice";
  }

  private void list(JsonNode root, boolean hasItems) throws BadData {
    String kind = text(root, "kind");
    if (!Set.of("List", "EndpointsList", "EndpointSliceList").contains(kind)) {
      throw new BadData("list of kind " + kind);
    }
    if (!hasItems && !root.path("items").isMissingNode() && !root.path("items").isNull()) {
      throw new BadData("items");
    }
    JsonNode metadata = metadata(root);
    events.accept(
        new ListEndEvent(
                kind, orNull(text(metadata, "resourceVersion")), orNull(text(metadata, "continue")))
            .toString());
  }

  private void object(String type, String kind, JsonNode object) throws BadData {
    boolean isError = type.equals("ERROR");
    switch (kind) {
      case "Status" -> {
        if (!isError && !type.equals("LISTED")) {
          throw new BadData(type + " of a Status");
        }
        metadata(object);
        StatusEvent status =
            new StatusEvent(
                integer(object, "code"),
                orNull(text(object, "reason")),
                orNull(text(object, "message")),
                integer(object(object, "details"), "retryAfterSeconds"));
        events.accept(status.toString());
      }
      case "Endpoints", "EndpointSlice" -> {
        if (isError) {
          throw new BadData("ERROR of " + kind);
        }
        endpoints(type, kind, object);
      }
      default -> throw new BadData("kind " + kind);
    }
  }

  private static JsonNode metadata(JsonNode object) throws BadData {
    text(object, "kind");
    text(object, "apiVersion");
    JsonNode metadata = object(object, "metadata");
    for (String name : List.of("namespace", "name", "uid", "resourceVersion", "continue")) {
      text(metadata, name);
    }
    text(object(metadata, "labels"), "kubernetes.io/service-name");
    text(object(metadata, "annotations"), "k8s.io/initial-events-end");
    text(object(metadata, "annotations"), "endpoints.kubernetes.io/over-capacity");
    return metadata;
  }

  private void endpoints(String type, String kind, JsonNode object) throws BadData {
    JsonNode metadata = metadata(object);
    List<Address> ready = new ArrayList<>();
    List<Address> notReady = new ArrayList<>();
    List<Address> terminating = new ArrayList<>();
    List<Address> serving = new ArrayList<>();
    StringBuilder subsets = new StringBuilder();
    boolean isSlice = kind.equals("EndpointSlice");
    if (isSlice) {
      for (JsonNode endpoint : array(object, "endpoints")) {
        endpoint(endpoint, ready, notReady, terminating, serving);
      }
      if (readPorts) {
        subsets.append(Outcome.subset(ready, notReady, terminating, ports(object)));
      }
    } else {
      for (JsonNode subset : array(object, "subsets")) {
        List<Address> readyOfSubset = addresses(subset, "addresses");
        List<Address> notReadyOfSubset = addresses(subset, "notReadyAddresses");
        ready.addAll(readyOfSubset);
        notReady.addAll(notReadyOfSubset);
        if (readPorts) {
          List<Port> ports = ports(subset);
          subsets.append(Outcome.subset(readyOfSubset, notReadyOfSubset, List.of(), ports));
        }
      }
    }
    String version = orNull(text(metadata, "resourceVersion"));
    if (type.equals("BOOKMARK")) {
      boolean end =
          textOrEmpty(metadata.path("annotations"), "k8s.io/initial-events-end").equals("true");
      events.accept(new BookmarkEvent(kind, version, end).toString());
      return;
    }
    String name = orNull(text(metadata, "name"));
    String label = textOrEmpty(metadata.path("labels"), "kubernetes.io/service-name");
    events.accept(
        Outcome.text(
            type,
            kind,
            orNull(text(metadata, "namespace")),
            name,
            orNull(text(metadata, "uid")),
            version,
            isSlice ? orNull(label) : name,
            textOrEmpty(metadata.path("annotations"), "endpoints.kubernetes.io/over-capacity")
                .equals("truncated"),
            List.of(ready, notReady, terminating, serving),
            subsets.toString()));
  }

  private static List<Address> addresses(JsonNode subset, String name) throws BadData {
    List<Address> addresses = new ArrayList<>();
    for (JsonNode address : array(subset, name)) {
      String ip = text(address, "ip");
      if (ip.isEmpty()) {
        throw new BadData("no ip");
      }
      addresses.add(
          new Address(
              ip,
              orNull(text(address, "hostname")),
              orNull(text(address, "nodeName")),
              null,
              targetRef(address)));
    }
    return addresses;
  }

  private static void endpoint(
      JsonNode endpoint,
      List<Address> ready,
      List<Address> notReady,
      List<Address> terminating,
      List<Address> serving)
      throws BadData {
    if (endpoint.isNull()) {
      return;
    }
    List<Address> addresses = new ArrayList<>();
    TargetRef target = targetRef(endpoint);
    JsonNode topology = object(endpoint, "topology");
    String node = text(topology, "kubernetes.io/hostname");
    String zone = text(topology, "topology.kubernetes.io/zone");
    node = text(endpoint, "nodeName").isEmpty() ? node : text(endpoint, "nodeName");
    zone = text(endpoint, "zone").isEmpty() ? zone : text(endpoint, "zone");
    for (JsonNode ip : array(endpoint, "addresses")) {
      if (!ip.isTextual() || ip.asText().isEmpty()) {
        throw new BadData("an address that is no text");
      }
      addresses.add(
          new Address(
              ip.asText(), orNull(text(endpoint, "hostname")), orNull(node), orNull(zone), target));
    }
    text(endpoint, "hostname");
    JsonNode conditions = object(endpoint, "conditions");
    String isReady = condition(conditions, "ready");
    String isServing = condition(conditions, "serving");
    String isTerminating = condition(conditions, "terminating");
    if (!isReady.equals("false")) {
      ready.addAll(addresses);
    } else if (!isTerminating.equals("true")) {
      notReady.addAll(addresses);
    } else {
      terminating.addAll(addresses);
      serving.addAll(isServing.equals("true") ? addresses : List.of());
    }
  }

  private static String condition(JsonNode conditions, String name) throws BadData {
    JsonNode value = conditions.path(name);
    if (!isAbsent(value) && !value.isBoolean()) {
      throw new BadData(name);
    }
    return value.asText();
  }

  private static TargetRef targetRef(JsonNode address) throws BadData {
    JsonNode ref = object(address, "targetRef");
    String kind = orNull(text(ref, "kind"));
    String namespace = orNull(text(ref, "namespace"));
    String name = orNull(text(ref, "name"));
    String uid = orNull(text(ref, "uid"));
    return kind == null && namespace == null && name == null && uid == null
        ? null
        : new TargetRef(kind, namespace, name, uid);
  }

  private static List<Port> ports(JsonNode holder) throws BadData {
    List<Port> ports = new ArrayList<>();
    for (JsonNode port : array(holder, "ports")) {
      ports.add(
          new Port(
              orNull(text(port, "name")),
              integer(port, "port"),
              orNull(text(port, "protocol")),
              orNull(text(port, "appProtocol"))));
    }
    return ports;
  }

  // ---- members, with their types ----

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  /** The object of that name, or a missing node, which has no members. */
  private static JsonNode object(JsonNode holder, String name) throws BadData {
    JsonNode value = holder.path(name);
    if (!isAbsent(value) && !value.isObject()) {
      throw new BadData(name);
    }
    return value;
  }

  private static JsonNode member(JsonNode holder, String name) throws BadData {
    if (!holder.isObject() && !isAbsent(holder)) {
      throw new BadData("no object to hold " + name);
    }
    return holder.path(name);
  }

  /** The array of that name; its elements are objects, texts, or null. */
  private static JsonNode array(JsonNode holder, String name) throws BadData {
    JsonNode value = member(holder, name);
    if (!isAbsent(value) && !value.isArray()) {
      throw new BadData(name);
    }
    for (JsonNode element : value) {
      if (!element.isObject() && !element.isNull() && !element.isTextual()) {
        throw new BadData(name);
      }
    }
    return value;
  }

  private static String text(JsonNode holder, String name) throws BadData {
    JsonNode value = member(holder, name);
    if (!isAbsent(value) && !value.isTextual()) {
      throw new BadData(name);
    }
    return textOrEmpty(holder, name);
  }

  private static String textOrEmpty(JsonNode holder, String name) {
    return holder.path(name).isTextual() ? holder.path(name).asText() : "";
  }

  private static int integer(JsonNode holder, String name) throws BadData {
    JsonNode value = holder.path(name);
    if (!isAbsent(value) && !value.isInt()) {
      throw new BadData(name);
    }
    return value.asInt(0);
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
