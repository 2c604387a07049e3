package dev.watchstream.replay.history;

import dev.watchstream.fixtures.RecordingInfo.Request;
import dev.watchstream.replay.api.ApiPath;
import dev.watchstream.replay.api.ResourcePath;
import dev.watchstream.replay.api.StatusException;
import dev.watchstream.replay.resource.GroupVersionKind;
import dev.watchstream.replay.resource.Resources;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the resources that some streams contain, from their objects and their requests. */
final class RecordedResources {
  private RecordedResources() {}

  static Resources of(List<RecordedStream> streams) {
    Resources.Builder resources = new Resources.Builder();
    for (RecordedStream stream : streams) {
      ResourcePath path = pathOf(stream.recording().info().request());
      if (path != null) {
        resources.askedFor(path.group(), path.version(), path.plural());
      }
      for (RecordedEvent event : stream.events()) {
        add(event, path, resources);
      }
    }
    return resources.build();
  }

  private static void add(
      RecordedEvent event, @Nullable ResourcePath path, Resources.Builder resources) {
    GroupVersionKind type = event.groupVersionKind();
    if (type == null) {
      return;
    }
    StoredObject object = event.object();
    boolean inNamespace = object != null && !object.key().namespace().isEmpty();
    if (path != null
        && path.group().equals(type.group())
        && path.version().equals(type.version())) {
      resources.named(type, path.plural());
      inNamespace |= path.namespace() != null;
    }
    resources.add(type, inNamespace);
  }

  private static @Nullable ResourcePath pathOf(@Nullable Request request) {
    try {
      return request == null ? null : ResourcePath.of(ApiPath.parts(request.path()));
    } catch (StatusException e) {
      // The answer to a bad request belongs to no resource.
      return null;
    }
  }
}
