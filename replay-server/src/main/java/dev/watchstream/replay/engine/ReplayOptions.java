package dev.watchstream.replay.engine;

import dev.watchstream.replay.model.Speed;
import dev.watchstream.replay.version.FeatureGate;
import dev.watchstream.replay.version.KubernetesVersion;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a replay.
 *
 * @param loop whether the story starts again at its end, under fresh resourceVersions
 * @param version the one to play; null for the recordings' own
 * @param gates feature gates that differ from that version's defaults
 */
public record ReplayOptions(
    Clock clock,
    Speed speed,
    boolean startPaused,
    boolean loop,
    @Nullable KubernetesVersion version,
    Map<FeatureGate, Boolean> gates) {

  /** Each watch sees the whole story, as fast as it was recorded, once. */
  public static final ReplayOptions DEFAULTS =
      new ReplayOptions(Clock.WATCH, Speed.RECORDED, false, false, null, Map.of());

  public ReplayOptions {
    gates = Map.copyOf(gates);
    if (loop && clock == Clock.SHARED && speed.isMax()) {
      throw new IllegalArgumentException(
          "a cluster that loops at full speed is nowhere: give a speed, or each watch its clock");
    }
  }

  /** What the story's time is counted from. */
  public enum Clock {
    /** Each watch's own, which begins when it connects. */
    WATCH,
    /** One for the whole cluster, which begins with the server. */
    SHARED
  }

  public ReplayOptions withClock(Clock clock) {
    return new ReplayOptions(clock, speed, startPaused, loop, version, gates);
  }

  public ReplayOptions withSpeed(Speed speed) {
    return new ReplayOptions(clock, speed, startPaused, loop, version, gates);
  }

  public ReplayOptions withStartPaused(boolean startPaused) {
    return new ReplayOptions(clock, speed, startPaused, loop, version, gates);
  }

  public ReplayOptions withLoop(boolean loop) {
    return new ReplayOptions(clock, speed, startPaused, loop, version, gates);
  }

  public ReplayOptions withVersion(@Nullable KubernetesVersion newVersion) {
    return new ReplayOptions(clock, speed, startPaused, loop, newVersion, gates);
  }

  /** Replaces an earlier setting of the same gate. */
  public ReplayOptions withGate(FeatureGate gate, boolean on) {
    Map<FeatureGate, Boolean> all = new HashMap<>(gates);
    all.put(gate, on);
    return new ReplayOptions(clock, speed, startPaused, loop, version, all);
  }
}
