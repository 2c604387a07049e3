package dev.watchstream.replay.engine;

import org.jspecify.annotations.Nullable;

/**
 * The objects that a request is about.
 *
 * @param namespace null for all
 * @param name null for all
 */
record Selection(
    Resource resource,
    @Nullable String namespace,
    @Nullable String name,
    FieldSelector fields,
    LabelSelector labels) {

  /** A name that is asked for by field is the same as one that is asked for by path. */
  Selection {
    String required = fields.terms().size() == 1 ? fields.requiredName() : null;
    if (name == null && namespace != null && required != null) {
      name = required;
      fields = FieldSelector.EVERYTHING;
    }
  }

  boolean matches(StoredObject object) {
    return matches(object.key()) && labels.matches(object.labels());
  }

  private boolean matches(ObjectKey key) {
    return (namespace == null || namespace.equals(key.namespace()))
        && (name == null || name.equals(key.name()))
        && fields.matches(key);
  }
}
