package dev.watchstream.replay.version;

import static dev.watchstream.replay.version.FeatureGate.WATCH_LIST;
import static dev.watchstream.replay.version.FeatureGate.WATCH_LIST_COMPRESSION;

import java.util.List;
import java.util.Map;

/**
 * What a server of one Kubernetes version does where versions differ. Whoever answers a request
 * asks here and never for a version, so what a version does stands in {@link #of} alone.
 *
 * @param version that is played
 * @param auditIds whether every answer has an Audit-Id, and a watch says its flow schema as well
 * @param watchList what becomes of {@code sendInitialEvents}
 * @param endMarkerAtOnce whether a watch-list tells the state's end right after it; else at the
 *     next tick of the clock for bookmarks
 * @param watchListGzip whether watches that begin with the state are compressed for who accepts it
 * @param initialEventsByKey whether a watch tells the objects that are there in the order of lists;
 *     else in no order
 * @param nullCreationTimestamp whether an object without a creation time says so
 * @param endpointsWarning whether answers about v1 Endpoints carry the deprecation warning
 * @param badListVersionStatus of a list whose resourceVersion is none: 400, or 500 without a reason
 * @param exactFutureStatus of a list of just a version that has not come: 504, or 500
 * @param compactedObjectStatus of a list of just a version that is forgotten, of one object: 410,
 *     or 500
 * @param tellsTypes whether 406 says what could be accepted
 * @param maxStreams on one HTTP/2 connection
 * @param http2EndsUnauthorized whether 401 ends a connection of HTTP/2
 * @param singularNames whether discovery tells them
 * @param aggregatedDiscovery its versions that are served
 * @param unknownGroupIsStatus whether a group that is not there is told by a Status, not as text
 * @param emulationFields whether {@code /version} tells what is emulated
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

  /** What becomes of {@code sendInitialEvents} on a watch; KEP-3157. */
  public enum WatchList {
    /** It is a parameter like any other that is not known. */
    IGNORED,
    /** 422: the feature gate is off. */
    REFUSED,
    /** Initial events, then a bookmark that tells their end. */
    SERVED
  }

  /**
   * The facts of a version, with some feature gates set as they are not by default.
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

  /** The facts of a version as it is by default. */
  public static ServerProfile of(KubernetesVersion version) {
    return of(version, Map.of());
  }
}
