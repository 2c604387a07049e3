package dev.watchstream.benchmarks.contender;

import com.dslplatform.json.CompiledJson;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The fewest classes that hold the needed values, for the libraries that fill objects; all else is
 * skipped. Public fields, as that is the fastest for all of them.
 */
public final class Pojo {

  private Pojo() {}

  /** A watch event. */
  @CompiledJson
  public static final class Event {
    public @Nullable String type;
    public @Nullable ApiObject object;
  }

  /** A list. */
  @CompiledJson
  public static final class ApiList {
    public @Nullable List<ApiObject> items;
  }

  /** An Endpoints or an EndpointSlice. */
  @CompiledJson
  public static final class ApiObject {
    public @Nullable String kind;
    public @Nullable Metadata metadata;
    public @Nullable List<Subset> subsets;
    public @Nullable List<Endpoint> endpoints;
  }

  /** An ObjectMeta. */
  @CompiledJson
  public static final class Metadata {
    public @Nullable String namespace;
    public @Nullable String name;
    public @Nullable String resourceVersion;
    public @Nullable String uid;
  }

  /** An EndpointSubset. */
  @CompiledJson
  public static final class Subset {
    public @Nullable List<Address> addresses;
    public @Nullable List<Address> notReadyAddresses;
  }

  /** An EndpointAddress. */
  @CompiledJson
  public static final class Address {
    public @Nullable String ip;
    public @Nullable String hostname;
    public @Nullable String nodeName;
    public @Nullable TargetRef targetRef;
  }

  /** An Endpoint of a slice. */
  @CompiledJson
  public static final class Endpoint {
    public @Nullable List<String> addresses;
    public @Nullable Conditions conditions;
    public @Nullable String hostname;
    public @Nullable String nodeName;
    public @Nullable TargetRef targetRef;
  }

  /** An EndpointConditions. */
  @CompiledJson
  public static final class Conditions {
    public @Nullable Boolean ready;
    public @Nullable Boolean terminating;
  }

  /** An ObjectReference. */
  @CompiledJson
  public static final class TargetRef {
    public @Nullable String kind;
    public @Nullable String namespace;
    public @Nullable String name;
    public @Nullable String uid;
  }

  /** Hands out the items of a list as events without a type. */
  static void handOut(ApiList list, Input input, Consumer<? super Event> events) {
    if (list.items == null) {
      return;
    }
    for (ApiObject item : list.items) {
      Event event = new Event();
      event.object = item;
      item.kind = input.kind();
      events.accept(event);
    }
  }

  static long visit(Event event) {
    ApiObject object = event.object;
    if (object == null) {
      return 0;
    }
    int ready = 0;
    int notReady = 0;
    int terminating = 0;
    for (Subset subset : orEmpty(object.subsets)) {
      ready += visit(subset.addresses);
      notReady += visit(subset.notReadyAddresses);
    }
    for (Endpoint endpoint : orEmpty(object.endpoints)) {
      int withIp = endpoint.addresses == null ? 0 : endpoint.addresses.size();
      switch (condition(endpoint)) {
        case READY -> ready += withIp;
        case NOT_READY -> notReady += withIp;
        case TERMINATING -> terminating += withIp;
      }
    }
    String version = object.metadata == null ? null : object.metadata.resourceVersion;
    return Tally.visit(version == null ? 0 : version.length(), ready, notReady, terminating);
  }

  private static int visit(@Nullable List<Address> addresses) {
    int withIp = 0;
    if (addresses != null) {
      for (int i = 0; i < addresses.size(); i++) {
        withIp += addresses.get(i).ip == null ? 0 : 1;
      }
    }
    return withIp;
  }

  static CanonicalEvent canonical(Event event) {
    CanonicalBuilder builder = new CanonicalBuilder();
    ApiObject object = event.object == null ? new ApiObject() : event.object;
    for (Subset subset : orEmpty(object.subsets)) {
      orEmpty(subset.addresses).forEach(a -> add(builder, Condition.READY, a));
      orEmpty(subset.notReadyAddresses).forEach(a -> add(builder, Condition.NOT_READY, a));
    }
    for (Endpoint endpoint : orEmpty(object.endpoints)) {
      target(builder, endpoint.targetRef);
      for (String ip : orEmpty(endpoint.addresses)) {
        builder.add(condition(endpoint), ip, endpoint.hostname, endpoint.nodeName);
      }
    }
    Metadata metadata = object.metadata == null ? new Metadata() : object.metadata;
    return builder.build(
        event.type,
        object.kind,
        metadata.namespace,
        metadata.name,
        metadata.resourceVersion,
        metadata.uid);
  }

  private static void add(CanonicalBuilder builder, Condition condition, Address address) {
    target(builder, address.targetRef);
    builder.add(condition, address.ip, address.hostname, address.nodeName);
  }

  private static void target(CanonicalBuilder builder, @Nullable TargetRef target) {
    if (target == null) {
      builder.target(null, null, null, null);
    } else {
      builder.target(target.kind, target.namespace, target.name, target.uid);
    }
  }

  private static Condition condition(Endpoint endpoint) {
    Conditions conditions = endpoint.conditions;
    return conditions == null
        ? Condition.READY
        : Condition.of(conditions.ready, conditions.terminating);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
