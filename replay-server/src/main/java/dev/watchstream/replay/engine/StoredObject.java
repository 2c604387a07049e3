package dev.watchstream.replay.engine;

import java.util.Map;

/**
 * One version of an object, as it lies in a recording's body.
 *
 * @param start of its JSON in the body; {@code end} is exclusive
 * @param version its resourceVersion, whose digits begin at {@code versionStart} of the body
 * @param named whether it has kind and apiVersion, which the items of a list do not
 */
record StoredObject(
    Body body,
    int start,
    int end,
    Resource resource,
    ObjectKey key,
    String uid,
    Map<String, String> labels,
    long version,
    int versionStart,
    boolean named) {

  /** What tells an object from all others, whatever their resource. */
  record Id(Resource resource, ObjectKey key) {}

  Id id() {
    return new Id(resource, key);
  }

  int versionEnd() {
    return versionStart + Long.toString(version).length();
  }
}
