package dev.watchstream.replay.version;

import static dev.watchstream.replay.version.FeatureGate.WATCH_LIST;
import static dev.watchstream.replay.version.FeatureGate.WATCH_LIST_COMPRESSION;

import java.util.List;
import java.util.Map;

/**
 * What a server of one Kubernetes version does where versions differ. Code that answers requests
 * asks this and never compares versions, so all differences are in {@link #of}.
 *
 * @param version that is played
 * @param auditIds whether every answer has an Audit-Id, and a watch also names its flow schema
 * @param watchList what happens with {@code sendInitialEvents}
 * @param endMarkerAtOnce whether a watch-list marks the state's end right after it; otherwise at
 *     the next tick of the timer for bookmarks
 * @param watchListGzip whether watches that begin with the state are compressed if the client
 *     accepts it
 * @param initialEventsByKey whether a watch sends the initial objects in the order of lists;
 *     otherwise in no order
 * @param nullCreationTimestamp whether an object without a creation time has a null one
 * @param endpointsWarning whether answers about v1 Endpoints carry the deprecation warning
 * @param badListVersionStatus for a list whose resourceVersion is no version: 400, or 500 without a
 *     reason
 * @param exactFutureStatus for a list of exactly a version in the future: 504, or 500
 * @param compactedObjectStatus for a list of one object at exactly a compacted version: 410, or 500
 * @param tellsTypes whether 406 lists the types that are available
 * @param maxStreams on one HTTP/2 connection
 * @param http2EndsUnauthorized whether 401 ends an HTTP/2 connection
 * @param singularNames whether discovery contains them
 * @param aggregatedDiscovery its versions that are served
 * @param unknownGroupIsStatus whether the 404 for an unknown group is a Status rather than text
 * @param emulationFields whether {@code /version} has the fields about emulation
 */
public record ServerProfile(
    KubernetesVersion version,
    boolean auditIds,
    WatchList watchList,
    boolean endMarkerAtOnce,
    boolean watchListGzip,
    boolean initialEventsByKey,
    boolean nullCreationTimestamp,
    boolean endpointsWarning,
    int badListVersionStatus,
    int exactFutureStatus,
    int compactedObjectStatus,
    boolean tellsTypes,
    int maxStreams,
    boolean http2EndsUnauthorized,
    boolean singularNames,
    List<String> aggregatedDiscovery,
    boolean unknownGroupIsStatus,
    boolean emulationFields) {

  /** What happens with {@code sendInitialEvents} on a watch; KEP-3157. */
  public enum WatchList {
    /** It is ignored, like any unknown parameter. */
    IGNORED,
    /** 422: the feature gate is off. */
    REFUSED,
    /** Initial events, then a bookmark that marks their end. */
    SERVED
  }

  /**
   * The facts of a version, with some feature gates set against their defaults.
   *
   * @throws IllegalArgumentException if the version does not know a gate
   */
  public static ServerProfile of(KubernetesVersion version, Map<FeatureGate, Boolean> gates) {
    for (FeatureGate gate : gates.keySet()) {
      if (!gate.isKnownTo(version)) {
        throw new IllegalArgumentException(
            "Kubernetes %s has no feature gate %s".formatted(version, gate.title()));
      }
    }
    int minor = version.minor();
    // On in 1.32, off again in 1.33, then on.
    boolean watchList = gates.getOrDefault(WATCH_LIST, minor == 32 || minor >= 34);
    return new ServerProfile(
        version,
        minor >= 22,
        minor < 27 ? WatchList.IGNORED : watchList ? WatchList.SERVED : WatchList.REFUSED,
        minor >= 32,
        gates.getOrDefault(WATCH_LIST_COMPRESSION, minor >= 37),
        minor >= 29,
        minor < 34,
        minor >= 33,
        minor >= 33 ? 400 : 500,
        minor >= 34 ? 504 : 500,
        minor >= 24 ? 410 : 500,
        minor >= 25,
        minor >= 29 ? 100 : 250,
        minor >= 29,
        minor >= 27,
        aggregatedDiscovery(minor),
        minor >= 38,
        minor >= 33);
  }

  private static List<String> aggregatedDiscovery(int minor) {
    if (minor >= 33) {
      return List.of("v2");
    }
    return minor >= 30 ? List.of("v2", "v2beta1") : minor >= 27 ? List.of("v2beta1") : List.of();
  }

  /** The facts of a version with its default feature gates. */
  public static ServerProfile of(KubernetesVersion version) {
    return of(version, Map.of());
  }
}
