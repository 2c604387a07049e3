package dev.watchstream.replay.resource;

import java.util.List;

/**
 * A served resource, with its names in the API.
 *
 * @param names for discovery and for people to type
 * @param custom whether it is not built into Kubernetes; its JSON has another order then, as the
 *     API server has no type for it
 * @param emptyContent the JSON members that an object without content has after its metadata, as in
 *     a bookmark; may be empty
 * @param columns of a table
 */
public record Resource(
    GroupVersionKind groupVersionKind,
    Names names,
    boolean namespaced,
    boolean custom,
    String emptyContent,
    TableColumns columns) {

  /** The names of a resource besides its kind. */
  public record Names(String plural, List<String> shortNames, List<String> categories) {
    public Names {
      shortNames = List.copyOf(shortNames);
      categories = List.copyOf(categories);
    }

    static Names of(String plural) {
      return new Names(plural, List.of(), List.of());
    }
  }

  /** Empty for the core group. */
  public String group() {
    return groupVersionKind.group();
  }

  public String version() {
    return groupVersionKind.version();
  }

  public String apiVersion() {
    return groupVersionKind.apiVersion();
  }

  public String kind() {
    return groupVersionKind.kind();
  }

  public String plural() {
    return names.plural();
  }

  /** The fields by which its objects can be selected, besides name and namespace. */
  public List<SelectableField> selectableFields() {
    return custom ? List.of() : SelectableField.of(this);
  }
}
