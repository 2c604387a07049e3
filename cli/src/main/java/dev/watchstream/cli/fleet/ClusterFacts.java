package dev.watchstream.cli.fleet;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.EndpointsChange;
import dev.watchstream.parser.rollout.PodHistory;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.parser.rollout.RolloutTracker;
import dev.watchstream.parser.rollout.ZeroReadySpan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns the changes of one cluster into the rows of a report. Keeps what is alive, and one day. */
abstract class ClusterFacts<F> implements ClusterReading.Sink {

  /** Takes the rows, in the order in which they come to be known. */
  interface Rows<F> {
    void add(Row<F> row) throws IOException;
  }

  /**
   * Which cluster, and what of it.
   *
   * @param zero the wall clock's time at which its first recording began; null where not known
   */
  record Scope(
      String cluster, @Nullable Instant zero, Predicate<ServiceName> isAskedFor, Period period) {}

  final RolloutTracker tracker = new RolloutTracker();
  private final Scope scope;
  private final Rows<F> rows;
  private String recording = "";

  ClusterFacts(Scope scope, Rows<F> rows) {
    this.scope = scope;
    this.rows = rows;
  }

  @Override
  public final void change(EndpointsChange change, String newRecording) throws IOException {
    if (scope.isAskedFor.test(change.service())) {
      recording = newRecording;
      step(tracker.accept(change));
    }
  }

  abstract void step(RolloutStep step) throws IOException;

  /** The cluster's last recording has ended. */
  abstract void end() throws IOException;

  final void add(ServiceName service, F fact, @Nullable Duration start, @Nullable Duration end)
      throws IOException {
    if (isInPeriod(start, end)) {
      rows.add(new Row<>(scope.cluster, recording, scope.zero, service, fact));
    }
  }

  final boolean isInPeriod(@Nullable Duration start, @Nullable Duration end) {
    return scope.period.has(start, end, scope.zero);
  }

  final @Nullable LocalDate day(@Nullable Duration time) {
    return scope.zero == null || time == null
        ? null
        : scope.zero.plus(time).atOffset(ZoneOffset.UTC).toLocalDate();
  }

  static final class Rollouts extends ClusterFacts<Rollout> {
    Rollouts(Scope scope, Rows<Rollout> rows) {
      super(scope, rows);
    }

    @Override
    void step(RolloutStep step) throws IOException {
      for (Rollout rollout : tracker.takeEnded()) {
        add(rollout.service(), rollout, rollout.start(), rollout.end());
      }
    }

    @Override
    void end() throws IOException {
      for (Rollout rollout : tracker.underWay()) {
        add(rollout.service(), rollout, rollout.start(), rollout.end());
      }
    }
  }

  static final class ZeroReady extends ClusterFacts<ZeroReadySpan> {
    ZeroReady(Scope scope, Rows<ZeroReadySpan> rows) {
      super(scope, rows);
    }

    @Override
    void step(RolloutStep step) throws IOException {
      tracker.takeEnded();
      ZeroReadySpan span = step.zeroReadyEnded();
      if (span != null) {
        add(span.service(), span, span.start(), span.end());
      }
    }

    @Override
    void end() throws IOException {
      for (ZeroReadySpan span : tracker.atZeroReady()) {
        add(span.service(), span, span.start(), span.end());
      }
    }
  }

  static final class Pods extends ClusterFacts<PodHistory> {
    Pods(Scope scope, Rows<PodHistory> rows) {
      super(scope, rows);
    }

    @Override
    void step(RolloutStep step) throws IOException {
      tracker.takeEnded();
      for (PodHistory pod : step.podsGone()) {
        add(pod.service(), pod, pod.appeared(), pod.gone());
      }
    }

    @Override
    void end() throws IOException {
      for (PodHistory pod : tracker.pods()) {
        add(pod.service(), pod, pod.appeared(), pod.gone());
      }
    }
  }

  static final class Churns extends ClusterFacts<Churn> {

    private final Map<ServiceName, Churn> days = new LinkedHashMap<>();
    private @Nullable LocalDate today;

    Churns(Scope scope, Rows<Churn> rows) {
      super(scope, rows);
    }

    @Override
    void step(RolloutStep step) throws IOException {
      tracker.takeEnded();
      LocalDate day = day(step.time());
      if (!Objects.equals(day, today)) {
        end();
        today = day;
      }
      if (!isInPeriod(step.time(), step.time())) {
        return;
      }
      days.computeIfAbsent(step.service(), service -> new Churn(day)).add(step);
    }

    @Override
    void end() throws IOException {
      Iterator<Map.Entry<ServiceName, Churn>> all = days.entrySet().iterator();
      while (all.hasNext()) {
        Map.Entry<ServiceName, Churn> one = all.next();
        add(one.getKey(), one.getValue(), null, null);
        all.remove();
      }
    }
  }
}
