package dev.watchstream.replay.resource;

import java.util.List;

/**
 * A resource that is served, by the names that the API has for it.
 *
 * @param names for discovery and for people to type
 * @param custom whether it is not Kubernetes' own; those are told in a JSON of another order, as
 *     the API server knows no type for them
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

  /** What a resource is called beside its kind. */
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

  /** By which its objects can be selected, beside name and namespace. */
  public List<SelectableField> selectableFields() {
    return custom ? List.of() : SelectableField.of(this);
  }
}
