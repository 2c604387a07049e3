package dev.watchstream.replay.history;

import dev.watchstream.replay.api.ObjectKey;
import dev.watchstream.replay.options.Selection;
import dev.watchstream.replay.resource.GroupVersionKind;
import java.util.Map;

/**
 * One version of an object, by its place in a recording's body.
 *
 * @param start of its JSON in the body; {@code end} is exclusive
 * @param version its resourceVersion, whose digits begin at {@code versionStart} of the body
 * @param named whether it has kind and apiVersion, which the items of a list do not
 */
public record StoredObject(
    RecordingBody body,
    int start,
    int end,
    GroupVersionKind groupVersionKind,
    ObjectKey key,
    String uid,
    Map<String, String> labels,
    long version,
    int versionStart,
    boolean named) {

  /** Identifies an object among those of all resources. */
  record Id(GroupVersionKind groupVersionKind, ObjectKey key) {}

  public boolean isIn(Selection selection) {
    return selection.matches(
        key, labels, field -> MemberReader.read(body.slice(start, end), field));
  }

  Id id() {
    return new Id(groupVersionKind, key);
  }

  public int versionEnd() {
    return versionStart + Long.toString(version).length();
  }
}
