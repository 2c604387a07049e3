package dev.watchstream.parser.rollout;

import dev.watchstream.parser.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rollout that has begun, and what has been seen of it. */
final class RolloutInProgress {

  private final List<String> from;
  private final String to;

  private final RolloutStep first;
  private final int readyBefore;
  private final int totalBefore;

  private RolloutStep last;
  private int readyMin;
  private int readyMax;
  private int notReadyMax;
  private int totalMax;

  /** When the pods of the new template that are not ready yet appeared. */
  private final Map<String, Duration> appeared = new HashMap<>();

  private final List<Duration> timesToReady = new ArrayList<>();

  RolloutInProgress(
      List<String> from, String to, int readyBefore, int notReadyBefore, RolloutStep first) {
    this.from = from;
    this.to = to;
    this.first = first;
    this.last = first;
    this.readyBefore = readyBefore;
    this.totalBefore = readyBefore + notReadyBefore;
    this.readyMin = readyBefore;
    this.readyMax = readyBefore;
    this.notReadyMax = notReadyBefore;
    this.totalMax = totalBefore;
  }

  List<String> from() {
    return from;
  }

  String to() {
    return to;
  }

  void add(RolloutStep step) {
    last = step;
    readyMin = Math.min(readyMin, step.ready());
    readyMax = Math.max(readyMax, step.ready());
    notReadyMax = Math.max(notReadyMax, step.notReady());
    totalMax = Math.max(totalMax, step.ready() + step.notReady());
    if (step.time() != null) {
      noteTimes(step, step.time());
    }
  }

  private void noteTimes(RolloutStep step, Duration time) {
    for (AddressChange change : step.changes()) {
      String pod = ServiceAddresses.identity(change.address());
      switch (change.what()) {
        case APPEARED_NOT_READY -> {
          if (to.equals(change.templateHash())) {
            appeared.put(pod, time);
          }
        }
        case BECAME_READY -> {
          Duration since = appeared.remove(pod);
          if (since != null) {
            timesToReady.add(time.minus(since));
          }
        }
        case GONE -> appeared.remove(pod);
        case APPEARED_READY, BECAME_NOT_READY, STARTED_TERMINATING -> {}
      }
    }
  }

  int readyBefore() {
    return readyBefore;
  }

  Rollout toRollout(ServiceName service, boolean complete) {
    return new Rollout(
        service,
        from,
        to,
        first.eventNumber(),
        last.eventNumber(),
        readyBefore,
        readyMin,
        readyMax,
        notReadyMax,
        totalMax - totalBefore,
        complete,
        duration(first.time(), last.time()),
        List.copyOf(timesToReady));
  }

  private static @Nullable Duration duration(@Nullable Duration from, @Nullable Duration to) {
    return from == null || to == null ? null : to.minus(from);
  }
}
