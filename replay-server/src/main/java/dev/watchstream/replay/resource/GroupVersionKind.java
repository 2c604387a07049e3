package dev.watchstream.replay.resource;

/** The type of an object. {@code group} is empty for the core group. */
public record GroupVersionKind(String group, String version, String kind) {

  /** From the two members that every object has. */
  public static GroupVersionKind of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    return new GroupVersionKind(
        slash < 0 ? "" : apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
  }

  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  @Override
  public String toString() {
    return kind + " of " + apiVersion();
  }
}
