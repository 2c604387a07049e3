package dev.watchstream.replay.options;

import dev.watchstream.replay.api.ObjectKey;
import dev.watchstream.replay.resource.Resource;
import dev.watchstream.replay.resource.SelectableField;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The objects that a request selects.
 *
 * @param namespace null for all
 * @param name null for all
 */
public record Selection(
    Resource resource,
    @Nullable String namespace,
    @Nullable String name,
    FieldSelector fields,
    LabelSelector labels) {

  /** A name that is selected by field is the same as one in the path. */
  public Selection {
    String required = fields.terms().size() == 1 ? fields.requiredName() : null;
    if (name == null && namespace != null && required != null) {
      name = required;
      fields = FieldSelector.EVERYTHING;
    }
  }

  /** Whether a name alone identifies an object, as also where there are no namespaces. */
  public boolean isOfOneNamespace() {
    return namespace != null || !resource.namespaced();
  }

  /**
   * Whether an object of the resource is selected, by its key and its labels.
   *
   * @param valueOf gives its value in a field; called only for fields in the selector
   */
  public boolean matches(
      ObjectKey key, Map<String, String> ownLabels, Function<SelectableField, String> valueOf) {
    return (namespace == null || namespace.equals(key.namespace()))
        && (name == null || name.equals(key.name()))
        && labels.matches(ownLabels)
        && fields.matches(resource, key, valueOf);
  }
}
