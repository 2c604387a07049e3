package dev.watchstream.replay.resource;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A field by which objects of a resource can be selected, besides their name and namespace: a row
 * of {@code selectable-fields.tsv}.
 *
 * @param name as in a selector
 * @param path of the member in the object
 * @param absent its value where there is no such member
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/#list-of-supported-fields">
 *     List of supported fields</a>
 */
public record SelectableField(String name, List<String> path, String absent) {
  private static final Map<String, List<SelectableField>> BY_RESOURCE =
      ResourceFile.read("selectable-fields.tsv")
          .lines()
          .skip(1)
          .map(row -> row.split("\t", -1))
          .collect(
              Collectors.groupingBy(
                  row -> row[0] + "/" + row[1],
                  Collectors.mapping(SelectableField::of, Collectors.toUnmodifiableList())));

  public SelectableField {
    path = List.copyOf(path);
  }

  /** Those of a built-in resource; mostly none. */
  static List<SelectableField> of(Resource resource) {
    return BY_RESOURCE.getOrDefault(resource.group() + "/" + resource.plural(), List.of());
  }

  /** Cells at the end of a row may be missing: the path is the name then, and absence is empty. */
  private static SelectableField of(String[] row) {
    String path = row.length > 3 && !row[3].isEmpty() ? row[3] : row[2];
    return new SelectableField(
        row[2], List.of(path.split("\\.", -1)), row.length > 4 ? row[4] : "");
  }
}
