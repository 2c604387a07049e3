package dev.watchstream.benchmarks.contender;

import dev.watchstream.benchmarks.contender.Label.Validation;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.EndpointsList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** fabric8's kubernetes-client as its watches do it: a line, a String, a WatchEvent. */
final class Fabric8 extends LineContender<WatchEvent> {

  private final KubernetesSerialization serialization = new KubernetesSerialization();

  Fabric8() {
    super(new Label("fabric8 kubernetes-client", Validation.PARTIAL, true));
  }

  @Override
  public void read(Input input, Consumer<? super WatchEvent> events) throws IOException {
    if (input.form() == Input.Form.LIST) {
      for (HasMetadata item : list(input).getItems()) {
        WatchEvent event = new WatchEvent();
        event.setType(CanonicalEvent.LISTED);
        event.setObject(item);
        events.accept(event);
      }
    } else {
      Lines.forEach(
          input.bytes(),
          (bytes, offset, length) ->
              events.accept(
                  serialization.unmarshal(text(bytes, offset, length), WatchEvent.class)));
    }
  }

  private KubernetesResourceList<? extends HasMetadata> list(Input input) {
    String text = text(input.bytes(), 0, input.bytes().length);
    return input.resource() == Input.Resource.ENDPOINTS
        ? serialization.unmarshal(text, EndpointsList.class)
        : serialization.unmarshal(text, EndpointSliceList.class);
  }

  private static String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }

  @Override
  public long visit(WatchEvent event) {
    HasMetadata object = (HasMetadata) event.getObject();
    int ready = 0;
    int notReady = 0;
    int terminating = 0;
    if (object instanceof Endpoints endpoints) {
      for (EndpointSubset subset : endpoints.getSubsets()) {
        ready += visit(subset.getAddresses());
        notReady += visit(subset.getNotReadyAddresses());
      }
    } else if (object instanceof EndpointSlice slice) {
      for (Endpoint endpoint : orEmpty(slice.getEndpoints())) {
        int withIp = endpoint.getAddresses().size();
        switch (condition(endpoint.getConditions())) {
          case READY -> ready += withIp;
          case NOT_READY -> notReady += withIp;
          case TERMINATING -> terminating += withIp;
        }
      }
    }
    String version = object.getMetadata().getResourceVersion();
    return Tally.visit(version == null ? 0 : version.length(), ready, notReady, terminating);
  }

  private static int visit(List<EndpointAddress> addresses) {
    int withIp = 0;
    for (int i = 0; i < addresses.size(); i++) {
      withIp += addresses.get(i).getIp() == null ? 0 : 1;
    }
    return withIp;
  }

  @Override
  public CanonicalEvent canonical(WatchEvent event) {
    CanonicalBuilder builder = new CanonicalBuilder();
    HasMetadata object = (HasMetadata) event.getObject();
    if (object instanceof Endpoints endpoints) {
      for (EndpointSubset subset : endpoints.getSubsets()) {
        subset.getAddresses().forEach(a -> add(builder, Condition.READY, a));
        subset.getNotReadyAddresses().forEach(a -> add(builder, Condition.NOT_READY, a));
      }
    } else if (object instanceof EndpointSlice slice) {
      for (Endpoint endpoint : orEmpty(slice.getEndpoints())) {
        Condition condition = condition(endpoint.getConditions());
        target(builder, endpoint.getTargetRef());
        for (String ip : endpoint.getAddresses()) {
          builder.add(condition, ip, endpoint.getHostname(), endpoint.getNodeName());
        }
      }
    }
    ObjectMeta metadata = object.getMetadata();
    return builder.build(
        event.getType(),
        object.getKind(),
        metadata.getNamespace(),
        metadata.getName(),
        metadata.getResourceVersion(),
        metadata.getUid());
  }

  private static void add(CanonicalBuilder builder, Condition condition, EndpointAddress address) {
    target(builder, address.getTargetRef());
    builder.add(condition, address.getIp(), address.getHostname(), address.getNodeName());
  }

  private static void target(CanonicalBuilder builder, @Nullable ObjectReference target) {
    if (target == null) {
      builder.target(null, null, null, null);
    } else {
      builder.target(target.getKind(), target.getNamespace(), target.getName(), target.getUid());
    }
  }

  /** A bookmark has null where other events have nothing. */
  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static Condition condition(@Nullable EndpointConditions conditions) {
    return conditions == null
        ? Condition.READY
        : Condition.of(conditions.getReady(), conditions.getTerminating());
  }
}
