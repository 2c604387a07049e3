package dev.watchstream.benchmarks.contender;

import com.google.gson.reflect.TypeToken;
import dev.watchstream.benchmarks.contender.Label.Validation;
import io.kubernetes.client.common.KubernetesListObject;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointAddress;
import io.kubernetes.client.openapi.models.V1EndpointConditions;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1EndpointSliceList;
import io.kubernetes.client.openapi.models.V1EndpointSubset;
import io.kubernetes.client.openapi.models.V1Endpoints;
import io.kubernetes.client.openapi.models.V1EndpointsList;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1ObjectReference;
import io.kubernetes.client.util.Watch;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The official Java client as its watches do it: a line, a String, a Watch.Response. */
final class OfficialClient extends LineContender<Watch.Response<? extends KubernetesObject>> {

  private final LineWatch<V1Endpoints> endpoints =
      new LineWatch<>(new TypeToken<Watch.Response<V1Endpoints>>() {}.getType());
  private final LineWatch<V1EndpointSlice> slices =
      new LineWatch<>(new TypeToken<Watch.Response<V1EndpointSlice>>() {}.getType());

  OfficialClient() {
    super(new Label("official client-java", Validation.PARTIAL, true));
  }

  @Override
  public void read(Input input, Consumer<? super Watch.Response<? extends KubernetesObject>> events)
      throws IOException {
    boolean asEndpoints = input.resource() == Input.Resource.ENDPOINTS;
    if (input.form() == Input.Form.LIST) {
      KubernetesListObject list =
          JSON.deserialize(
              text(input.bytes(), 0, input.bytes().length),
              asEndpoints ? V1EndpointsList.class : V1EndpointSliceList.class);
      for (KubernetesObject item : list.getItems()) {
        events.accept(new Watch.Response<>(CanonicalEvent.LISTED, item));
      }
    } else {
      LineWatch<? extends KubernetesObject> watch = asEndpoints ? endpoints : slices;
      Lines.forEach(
          input.bytes(),
          (bytes, offset, length) -> events.accept(watch.parseLine(text(bytes, offset, length))));
    }
  }

  private static String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }

  @Override
  public long visit(Watch.Response<? extends KubernetesObject> event) {
    int ready = 0;
    int notReady = 0;
    int terminating = 0;
    if (event.object instanceof V1Endpoints object) {
      for (V1EndpointSubset subset : orEmpty(object.getSubsets())) {
        ready += visit(subset.getAddresses());
        notReady += visit(subset.getNotReadyAddresses());
      }
    } else if (event.object instanceof V1EndpointSlice slice) {
      for (V1Endpoint endpoint : orEmpty(slice.getEndpoints())) {
        int withIp = endpoint.getAddresses().size();
        switch (condition(endpoint.getConditions())) {
          case READY -> ready += withIp;
          case NOT_READY -> notReady += withIp;
          case TERMINATING -> terminating += withIp;
        }
      }
    }
    String version = event.object.getMetadata().getResourceVersion();
    return Tally.visit(version == null ? 0 : version.length(), ready, notReady, terminating);
  }

  private static int visit(@Nullable List<V1EndpointAddress> addresses) {
    int withIp = 0;
    if (addresses != null) {
      for (int i = 0; i < addresses.size(); i++) {
        withIp += addresses.get(i).getIp() == null ? 0 : 1;
      }
    }
    return withIp;
  }

  @Override
  public CanonicalEvent canonical(Watch.Response<? extends KubernetesObject> event) {
    CanonicalBuilder builder = new CanonicalBuilder();
    if (event.object instanceof V1Endpoints object) {
      for (V1EndpointSubset subset : orEmpty(object.getSubsets())) {
        orEmpty(subset.getAddresses()).forEach(a -> add(builder, Condition.READY, a));
        orEmpty(subset.getNotReadyAddresses()).forEach(a -> add(builder, Condition.NOT_READY, a));
      }
    } else if (event.object instanceof V1EndpointSlice slice) {
      for (V1Endpoint endpoint : orEmpty(slice.getEndpoints())) {
        Condition condition = condition(endpoint.getConditions());
        target(builder, endpoint.getTargetRef());
        for (String ip : endpoint.getAddresses()) {
          builder.add(condition, ip, endpoint.getHostname(), endpoint.getNodeName());
        }
      }
    }
    V1ObjectMeta metadata = event.object.getMetadata();
    return builder.build(
        event.type,
        event.object instanceof V1Endpoints ? "Endpoints" : "EndpointSlice",
        metadata.getNamespace(),
        metadata.getName(),
        metadata.getResourceVersion(),
        metadata.getUid());
  }

  private static void add(
      CanonicalBuilder builder, Condition condition, V1EndpointAddress address) {
    target(builder, address.getTargetRef());
    builder.add(condition, address.getIp(), address.getHostname(), address.getNodeName());
  }

  private static void target(CanonicalBuilder builder, @Nullable V1ObjectReference target) {
    if (target == null) {
      builder.target(null, null, null, null);
    } else {
      builder.target(target.getKind(), target.getNamespace(), target.getName(), target.getUid());
    }
  }

  private static Condition condition(@Nullable V1EndpointConditions conditions) {
    return conditions == null
        ? Condition.READY
        : Condition.of(conditions.getReady(), conditions.getTerminating());
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  /**
   * Gives access to the client's own method that reads a line, which is not public; no connection.
   */
  private static final class LineWatch<T> extends Watch<T> {
    LineWatch(Type type) {
      super(new JSON(), null, type, null);
    }

    @Override
    protected Watch.Response<T> parseLine(String line) throws IOException {
      return super.parseLine(line);
    }
  }
}
