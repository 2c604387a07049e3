package dev.watchstream.replay.api;

/**
 * An object's place among those of its resource, in the order of lists: that of the bytes of {@code
 * namespace/name}, under which etcd keeps it. So {@code a-b/x} comes before {@code a/x}.
 */
public record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {

  @Override
  public int compareTo(ObjectKey other) {
    return namespace.equals(other.namespace)
        ? name.compareTo(other.name)
        : (namespace + "/").compareTo(other.namespace + "/");
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
