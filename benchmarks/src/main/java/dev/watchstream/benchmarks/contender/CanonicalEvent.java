package dev.watchstream.benchmarks.contender;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as all contenders must agree on it. Absent and empty are the same, as in the Kubernetes
 * API.
 *
 * @param type ADDED, MODIFIED, DELETED, BOOKMARK, or LISTED for an item of a list
 */
public record CanonicalEvent(
    String type,
    String kind,
    @Nullable String namespace,
    @Nullable String name,
    @Nullable String resourceVersion,
    @Nullable String uid,
    List<CanonicalAddress> ready,
    List<CanonicalAddress> notReady,
    List<CanonicalAddress> terminating) {

  /** The type of an item of a list, which has none of its own. */
  public static final String LISTED = "LISTED";

  /** The visit of {@link Contender#visit}. */
  long visit() {
    return Tally.visit(
        resourceVersion == null ? 0 : resourceVersion.length(),
        visit(ready),
        visit(notReady),
        visit(terminating));
  }

  private static int visit(List<CanonicalAddress> addresses) {
    int withIp = 0;
    for (int i = 0; i < addresses.size(); i++) {
      withIp += addresses.get(i).ip() == null ? 0 : 1;
    }
    return withIp;
  }
}
