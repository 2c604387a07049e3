package dev.watchstream.parser.jackson;

import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a stream's JSON that are read: the members and array elements that matter, the JSON
 * type that each must have, and which contains which. All else is {@link #UNKNOWN} and skipped.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoints-v1/">Endpoints
 *     v1</a>
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/">EndpointSlice
 *     v1</a>
 */
public enum Field {
  UNKNOWN(Type.ANYTHING),
  /**
   * A member of the API in Python's spelling; an error, as it would otherwise be silently skipped.
   */
  SNAKE_CASE(Type.ANYTHING),
  /** A member that shows that this is Go's own form of a watch event, if it has no kind. */
  OF_GO_EVENT(Type.ANYTHING, Kind.NONE),

  /** A root value: a watch event, a list, or a bare object. */
  ROOT(Type.OBJECT),
  /** A watch event's type. */
  TYPE(Type.STRING, Kind.WATCH_EVENT),
  /** A watch event's object. */
  OBJECT(Type.OBJECT, Kind.WATCH_EVENT),
  /** A list's items. */
  ITEMS(Type.ARRAY, Kind.LIST),
  ITEM(Type.OBJECT),

  // Of every object.
  KIND(Type.STRING),
  API_VERSION(Type.STRING),
  METADATA(Type.OBJECT),
  NAMESPACE(Type.STRING),
  NAME(Type.STRING),
  UID(Type.STRING),
  RESOURCE_VERSION(Type.STRING),
  CONTINUE(Type.STRING),
  LABELS(Type.OBJECT),
  SERVICE_NAME(Type.STRING),
  ANNOTATIONS(Type.OBJECT),
  INITIAL_EVENTS_END(Type.STRING),
  OVER_CAPACITY(Type.STRING),

  // Of Endpoints.
  SUBSETS(Type.ARRAY, Kind.ENDPOINTS),
  SUBSET(Type.OBJECT),
  ADDRESSES(Type.ARRAY),
  NOT_READY_ADDRESSES(Type.ARRAY),
  ADDRESS(Type.OBJECT),
  IP(Type.STRING),
  SUBSET_PORTS(Type.ARRAY),

  // Of an EndpointSlice.
  ENDPOINTS(Type.ARRAY, Kind.ENDPOINT_SLICE),
  ENDPOINT(Type.OBJECT),
  ENDPOINT_ADDRESSES(Type.ARRAY),
  ENDPOINT_ADDRESS(Type.STRING),
  CONDITIONS(Type.OBJECT),
  READY(Type.BOOLEAN),
  SERVING(Type.BOOLEAN),
  TERMINATING(Type.BOOLEAN),
  ZONE(Type.STRING),
  /** Of {@code discovery.k8s.io/v1beta1} (1.17 to 1.24), where node and zone are labels. */
  TOPOLOGY(Type.OBJECT),
  TOPOLOGY_NODE(Type.STRING),
  TOPOLOGY_ZONE(Type.STRING),
  HINTS(Type.OBJECT),
  FOR_ZONES(Type.ARRAY),
  FOR_ZONE(Type.OBJECT),
  FOR_ZONE_NAME(Type.STRING),
  SLICE_PORTS(Type.ARRAY, Kind.ENDPOINT_SLICE),

  // Of an address and of an endpoint.
  HOSTNAME(Type.STRING),
  NODE_NAME(Type.STRING),
  TARGET_REF(Type.OBJECT),
  TARGET_KIND(Type.STRING),
  TARGET_NAMESPACE(Type.STRING),
  TARGET_NAME(Type.STRING),
  TARGET_UID(Type.STRING),

  // Of a subset and of a slice.
  PORT(Type.OBJECT),
  PORT_NAME(Type.STRING),
  PORT_NUMBER(Type.INTEGER),
  PROTOCOL(Type.STRING),
  APP_PROTOCOL(Type.STRING),

  // Of a Status.
  CODE(Type.INTEGER, Kind.STATUS),
  REASON(Type.STRING, Kind.STATUS),
  MESSAGE(Type.STRING, Kind.STATUS),
  DETAILS(Type.OBJECT, Kind.STATUS),
  RETRY_AFTER_SECONDS(Type.INTEGER, Kind.STATUS);

  /** A JSON type, recognized by the token that a value of it begins with. */
  enum Type {
    ANYTHING("anything", null, null),
    OBJECT("an object", JsonToken.START_OBJECT, null),
    ARRAY("an array", JsonToken.START_ARRAY, null),
    STRING("a string", JsonToken.VALUE_STRING, null),
    INTEGER("an integer of 32 bits", JsonToken.VALUE_NUMBER_INT, null),
    BOOLEAN("true or false", JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE);

    final String inWords;
    private final @Nullable JsonToken token;
    private final @Nullable JsonToken otherToken;

    Type(String inWords, @Nullable JsonToken token, @Nullable JsonToken otherToken) {
      this.inWords = inWords;
      this.token = token;
      this.otherToken = otherToken;
    }

    boolean accepts(JsonToken found) {
      return found == token || found == otherToken;
    }
  }

  final Type type;

  /** The only kind of object that has this member; null where every kind has it. */
  final @Nullable String onlyKind;

  Field(Type type) {
    this.type = type;
    this.onlyKind = null;
  }

  Field(Type type, String onlyKind) {
    this.type = type;
    this.onlyKind = onlyKind;
  }

  boolean isContainer() {
    return type == Type.OBJECT || type == Type.ARRAY;
  }

  /** What stands in {@code container} under {@code name}; an array's elements have no name. */
  public static Field of(Field container, String name) {
    return switch (container) {
      case ROOT ->
          switch (name) {
            case "type" -> TYPE;
            case "object" -> OBJECT;
            case "items" -> ITEMS;
            case "Type", "Object" -> OF_GO_EVENT;
            default -> ofObject(name);
          };
      case OBJECT, ITEM -> ofObject(name);
      case METADATA ->
          switch (name) {
            case "namespace" -> NAMESPACE;
            case "name" -> NAME;
            case "uid" -> UID;
            case "resourceVersion" -> RESOURCE_VERSION;
            case "labels" -> LABELS;
            case "annotations" -> ANNOTATIONS;
            case "continue" -> CONTINUE;
            case "resource_version" -> SNAKE_CASE;
            default -> UNKNOWN;
          };
      case LABELS -> name.equals("kubernetes.io/service-name") ? SERVICE_NAME : UNKNOWN;
      case ANNOTATIONS ->
          switch (name) {
            case "k8s.io/initial-events-end" -> INITIAL_EVENTS_END;
            case "endpoints.kubernetes.io/over-capacity" -> OVER_CAPACITY;
            default -> UNKNOWN;
          };
      case ITEMS -> ITEM;
      case SUBSETS -> SUBSET;
      case SUBSET ->
          switch (name) {
            case "addresses" -> ADDRESSES;
            case "notReadyAddresses" -> NOT_READY_ADDRESSES;
            case "not_ready_addresses" -> SNAKE_CASE;
            case "ports" -> SUBSET_PORTS;
            default -> UNKNOWN;
          };
      case ADDRESSES, NOT_READY_ADDRESSES -> ADDRESS;
      case ADDRESS ->
          switch (name) {
            case "ip" -> IP;
            case "hostname" -> HOSTNAME;
            case "nodeName" -> NODE_NAME;
            case "targetRef" -> TARGET_REF;
            case "node_name", "target_ref" -> SNAKE_CASE;
            default -> UNKNOWN;
          };
      case TARGET_REF ->
          switch (name) {
            case "kind" -> TARGET_KIND;
            case "namespace" -> TARGET_NAMESPACE;
            case "name" -> TARGET_NAME;
            case "uid" -> TARGET_UID;
            default -> UNKNOWN;
          };
      case ENDPOINTS -> ENDPOINT;
      case ENDPOINT ->
          switch (name) {
            case "addresses" -> ENDPOINT_ADDRESSES;
            case "conditions" -> CONDITIONS;
            case "hostname" -> HOSTNAME;
            case "nodeName" -> NODE_NAME;
            case "zone" -> ZONE;
            case "topology" -> TOPOLOGY;
            case "hints" -> HINTS;
            case "targetRef" -> TARGET_REF;
            case "node_name", "target_ref" -> SNAKE_CASE;
            default -> UNKNOWN;
          };
      case TOPOLOGY ->
          switch (name) {
            case "kubernetes.io/hostname" -> TOPOLOGY_NODE;
            case "topology.kubernetes.io/zone" -> TOPOLOGY_ZONE;
            default -> UNKNOWN;
          };
      case HINTS -> name.equals("forZones") ? FOR_ZONES : UNKNOWN;
      case FOR_ZONES -> FOR_ZONE;
      case FOR_ZONE -> name.equals("name") ? FOR_ZONE_NAME : UNKNOWN;
      case ENDPOINT_ADDRESSES -> ENDPOINT_ADDRESS;
      case CONDITIONS ->
          switch (name) {
            case "ready" -> READY;
            case "serving" -> SERVING;
            case "terminating" -> TERMINATING;
            default -> UNKNOWN;
          };
      case SUBSET_PORTS, SLICE_PORTS -> PORT;
      case DETAILS -> name.equals("retryAfterSeconds") ? RETRY_AFTER_SECONDS : UNKNOWN;
      case PORT ->
          switch (name) {
            case "name" -> PORT_NAME;
            case "port" -> PORT_NUMBER;
            case "protocol" -> PROTOCOL;
            case "appProtocol" -> APP_PROTOCOL;
            case "app_protocol" -> SNAKE_CASE;
            default -> UNKNOWN;
          };
      default -> UNKNOWN;
    };
  }

  private static Field ofObject(String name) {
    return switch (name) {
      case "kind" -> KIND;
      case "apiVersion" -> API_VERSION;
      case "metadata" -> METADATA;
      case "subsets" -> SUBSETS;
      case "endpoints" -> ENDPOINTS;
      case "ports" -> SLICE_PORTS;
      case "code" -> CODE;
      case "reason" -> REASON;
      case "message" -> MESSAGE;
      case "details" -> DETAILS;
      default -> UNKNOWN;
    };
  }
}
