package dev.watchstream.replay.history;

import dev.watchstream.replay.api.Versions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link ObjectScanner} found in one JSON object, be it an event, an object or a list. */
final class ScannedObject {
  int start;
  int end;
  @Nullable String type;
  @Nullable ScannedObject object;
  @Nullable List<ScannedObject> items;
  @Nullable String kind;
  @Nullable String apiVersion;
  boolean named;
  @Nullable String name;
  @Nullable String namespace;
  @Nullable String uid;
  @Nullable String resourceVersion;
  int versionStart;
  Map<String, String> labels = new HashMap<>();

  /** Takes kind and apiVersion from the list, whose items do not have them. */
  void listedAs(@Nullable String apiVersion, String kind) {
    this.apiVersion = apiVersion;
    this.kind = kind;
  }

  /** 0 for none, or for one that is not a decimal number without leading zeros. */
  long version() {
    return resourceVersion == null ? 0 : Versions.parse(resourceVersion);
  }
}
