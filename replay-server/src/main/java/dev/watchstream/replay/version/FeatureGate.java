package dev.watchstream.replay.version;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The feature gates of kube-apiserver ({@code --feature-gates}) that can be played. */
public enum FeatureGate {
  /** Watches that begin with the state ({@code sendInitialEvents}); KEP-3157. */
  WATCH_LIST("WatchList", 27),
  /** Those watches are compressed if the client accepts gzip. */
  WATCH_LIST_COMPRESSION("WatchListCompression", 37);

  private final String title;
  private final int since;

  FeatureGate(String title, int since) {
    this.title = title;
    this.since = since;
  }

  /** As Kubernetes calls it. */
  public String title() {
    return title;
  }

  boolean isKnownTo(KubernetesVersion version) {
    return version.minor() >= since;
  }

  /**
   * The gate of that name.
   *
   * @throws IllegalArgumentException if no gate here has it
   */
  public static FeatureGate of(String title) {
    for (FeatureGate gate : values()) {
      if (gate.title.equals(title)) {
        return gate;
      }
    }
    throw new IllegalArgumentException(
        "no feature gate that is played: \"%s\"; there are %s".formatted(title, titles()));
  }

  /** All of them, for help. */
  public static String titles() {
    return Arrays.stream(values()).map(FeatureGate::title).collect(Collectors.joining(", "));
  }
}
