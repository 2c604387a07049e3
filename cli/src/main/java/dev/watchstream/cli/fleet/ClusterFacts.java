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

  final RolloutTracker tracker = new RolloutTracker();
  private final String cluster;
  private final @Nullable Instant zero;
  private final Predicate<ServiceName> isAskedFor;
  private final Period period;
  private final Rows<F> rows;
  private String recording = "";

  ClusterFacts(
      String cluster,
      @Nullable Instant zero,
      Predicate<ServiceName> isAskedFor,
      Period period,
      Rows<F> rows) {
    this.cluster = cluster;
    this.zero = zero;
    this.isAskedFor = isAskedFor;
    this.period = period;
    this.rows = rows;
  }

  @Override
  public final void change(EndpointsChange change, String newRecording) throws IOException {
    if (isAskedFor.test(change.service())) {
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
      rows.add(new Row<>(cluster, recording, zero, service, fact));
    }
  }

  final boolean isInPeriod(@Nullable Duration start, @Nullable Duration end) {
    return period.has(start, end, zero);
  }

  final @Nullable LocalDate day(@Nullable Duration time) {
    return zero == null || time == null
        ? null
        : zero.plus(time).atOffset(ZoneOffset.UTC).toLocalDate();
  }

  static final class Rollouts extends ClusterFacts<Rollout> {
    Rollouts(
        String cluster,
        @Nullable Instant zero,
        Predicate<ServiceName> isAskedFor,
        Period period,
        Rows<Rollout> rows) {
      super(cluster, zero, isAskedFor, period, rows);
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
    ZeroReady(
        String cluster,
        @Nullable Instant zero,
        Predicate<ServiceName> isAskedFor,
        Period period,
        Rows<ZeroReadySpan> rows) {
      super(cluster, zero, isAskedFor, period, rows);
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
    Pods(
        String cluster,
        @Nullable Instant zero,
        Predicate<ServiceName> isAskedFor,
        Period period,
        Rows<PodHistory> rows) {
      super(cluster, zero, isAskedFor, period, rows);
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

    Churns(
        String cluster,
        @Nullable Instant zero,
        Predicate<ServiceName> isAskedFor,
        Period period,
        Rows<Churn> rows) {
      super(cluster, zero, isAskedFor, period, rows);
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
