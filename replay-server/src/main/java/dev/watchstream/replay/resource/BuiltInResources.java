package dev.watchstream.replay.resource;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The resources built into Kubernetes, one per row of {@code built-in-resources.tsv}. The rows are
 * generated from the types of k8s.io/api, whose empty values are what a bookmark of a resource
 * contains.
 */
final class BuiltInResources {
  private static final Map<String, TableColumns> COLUMNS =
      Map.of(
          "endpoints", TableColumns.ENDPOINTS,
          "endpointslices", TableColumns.ENDPOINT_SLICES);

  private static final List<Resource> ALL =
      ResourceFile.read("built-in-resources.tsv")
          .lines()
          .skip(1)
          .map(row -> resource(row.split("\t", -1)))
          .toList();

  private static final Map<GroupVersionKind, Resource> BY_TYPE = new LinkedHashMap<>();

  static {
    ALL.forEach(resource -> BY_TYPE.put(resource.groupVersionKind(), resource));
  }

  private BuiltInResources() {}

  /** Null for a custom resource. */
  static @Nullable Resource of(GroupVersionKind type) {
    Resource known = BY_TYPE.get(type);
    return known != null ? known : inAnotherVersion(type);
  }

  /** Null when no built-in resource has that path. */
  static @Nullable Resource at(String group, String version, String plural) {
    return Resources.at(group, version, plural, ALL);
  }

  /** The place of a group in discovery; a custom group comes after all others. */
  static int placeOf(String group) {
    for (int i = 0; i < ALL.size(); i++) {
      if (ALL.get(i).group().equals(group)) {
        return i;
      }
    }
    return ALL.size();
  }

  /** A version that the table does not contain yet, or no longer contains. */
  private static @Nullable Resource inAnotherVersion(GroupVersionKind type) {
    return ALL.stream()
        .filter(other -> other.group().equals(type.group()) && other.kind().equals(type.kind()))
        .findFirst()
        .map(
            other ->
                new Resource(type, other.names(), other.namespaced(), false, "", other.columns()))
        .orElse(null);
  }

  private static Resource resource(String[] row) {
    String plural = row[2];
    return new Resource(
        new GroupVersionKind(row[0], row[1], row[3]),
        new Resource.Names(plural, list(row, 5), list(row, 6)),
        row[4].equals("namespaced"),
        false,
        row.length > 7 ? row[7] : "",
        COLUMNS.getOrDefault(plural, TableColumns.OTHERS));
  }

  /** Cells at the end of a row may be missing. */
  private static List<String> list(String[] row, int cell) {
    return row.length <= cell || row[cell].isEmpty()
        ? List.of()
        : Arrays.asList(row[cell].split(","));
  }
}
