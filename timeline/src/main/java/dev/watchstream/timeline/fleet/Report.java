package dev.watchstream.timeline.fleet;

import dev.watchstream.parser.rollout.AddressChange.What;
import dev.watchstream.parser.rollout.PodHistory;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.ZeroReadySpan;
import dev.watchstream.timeline.fleet.ServiceStory.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A report on a fleet: its facts and their columns. Scripts rely on every name here.
 *
 * @param <F> the fact of one row
 */
public final class Report<F> {

  public static final Report<Rollout> ROLLOUTS =
      new Report<Rollout>(
              "rollouts",
              Told::endedRollouts,
              s -> s.tracker().underWay(),
              Rollout::start,
              Rollout::end)
          .place()
          .add("from", Rollout::from)
          .add("to", Rollout::to)
          .add("firstEvent", Rollout::firstEvent)
          .add("lastEvent", Rollout::lastEvent)
          .time("start", Rollout::start)
          .time("end", Rollout::end)
          .add("durationSeconds", Rollout::duration)
          .add("underWayAtFirst", Rollout::underWayAtFirst)
          .add("complete", Rollout::complete)
          .add("readyBefore", Rollout::readyBefore)
          .add("readyMin", Rollout::readyMin)
          .add("readyMax", Rollout::readyMax)
          .add("notReadyMax", Rollout::notReadyMax)
          .add("surge", Rollout::surge)
          .add("timeToReadyP50Seconds", r -> r.timeToReady(0.5))
          .add("timeToReadyP90Seconds", r -> r.timeToReady(0.9))
          .add("timeToReadyP99Seconds", r -> r.timeToReady(0.99))
          .add("timeToReadyMaxSeconds", r -> r.timeToReady(1))
          .add("zeroReadySpans", r -> r.zeroReady().size())
          .add("zeroReadySeconds", Report::zeroReady)
          .add("gaps", Rollout::gaps);

  public static final Report<ZeroReadySpan> ZERO_READY =
      new Report<ZeroReadySpan>(
              "zero-ready",
              t -> known(t.step().zeroReadyEnded()),
              s -> s.tracker().atZeroReady(),
              ZeroReadySpan::start,
              ZeroReadySpan::end)
          .place()
          .add("firstEvent", ZeroReadySpan::firstEvent)
          .add("lastEvent", s -> known(s.lastEvent()))
          .time("start", ZeroReadySpan::start)
          .time("end", ZeroReadySpan::end)
          .add("durationSeconds", ZeroReadySpan::duration)
          .add("underWayAtFirst", ZeroReadySpan::underWayAtFirst)
          .add("underWay", ZeroReadySpan::isUnderWay)
          .add("byDeletion", ZeroReadySpan::byDeletion)
          .add("gaps", ZeroReadySpan::gaps);

  public static final Report<Churn> CHURN =
      new Report<Churn>("churn", t -> List.of(), s -> known(s.today()), c -> null, c -> null)
          .place()
          .add("day", c -> c.day() == null ? null : c.day().toString())
          .add("events", Churn::events)
          .add("changedEvents", Churn::changedEvents)
          .add("appearedReady", c -> c.of(What.APPEARED_READY))
          .add("appearedNotReady", c -> c.of(What.APPEARED_NOT_READY))
          .add("becameReady", c -> c.of(What.BECAME_READY))
          .add("becameNotReady", c -> c.of(What.BECAME_NOT_READY))
          .add("startedTerminating", c -> c.of(What.STARTED_TERMINATING))
          .add("gone", c -> c.of(What.GONE));

  public static final Report<PodHistory> PODS =
      new Report<PodHistory>(
              "pods",
              t -> t.step().podsGone(),
              s -> s.tracker().pods(),
              PodHistory::appeared,
              PodHistory::gone)
          .place()
          .add("pod", PodHistory::pod)
          .add("ip", p -> p.address().ip())
          .add("node", p -> p.address().nodeName())
          .add("zone", p -> p.address().zone())
          .add("template", PodHistory::templateHash)
          .add("wasThereAtFirst", PodHistory::wasThereAtFirst)
          .add("appearedReady", PodHistory::appearedReady)
          .add("appearedEvent", PodHistory::appearedEvent)
          .add("readyEvent", p -> known(p.readyEvent()))
          .add("goneEvent", p -> known(p.goneEvent()))
          .time("appeared", PodHistory::appeared)
          .time("ready", PodHistory::ready)
          .time("gone", PodHistory::gone)
          .add("timeToReadySeconds", PodHistory::timeToReady);

  private final List<Column<Row<F>>> columns = new ArrayList<>();

  private final String name;
  private final Function<Told, List<F>> ended;
  private final Function<ServiceStory, List<F>> open;
  private final Function<F, @Nullable Duration> start;
  private final Function<F, @Nullable Duration> end;

  private Report(
      String name,
      Function<Told, List<F>> ended,
      Function<ServiceStory, List<F>> open,
      Function<F, @Nullable Duration> start,
      Function<F, @Nullable Duration> end) {
    this.name = name;
    this.ended = ended;
    this.open = open;
    this.start = start;
    this.end = end;
  }

  /** All reports. */
  public static List<Report<?>> all() {
    return List.of(ROLLOUTS, ZERO_READY, CHURN, PODS);
  }

  /** The report of that name; null if there is none. */
  public static @Nullable Report<?> named(String name) {
    return all().stream().filter(report -> report.name.equals(name)).findFirst().orElse(null);
  }

  /** The name by which it is asked for. */
  public String name() {
    return name;
  }

  /** Its columns. Immutable. */
  public List<Column<Row<F>>> columns() {
    return Collections.unmodifiableList(columns);
  }

  /** The facts that a change ended. Empty for days, which {@link ServiceStory} ends itself. */
  List<F> ended(Told told) {
    return ended.apply(told);
  }

  /** The facts that are under way. */
  List<F> open(ServiceStory story) {
    return open.apply(story);
  }

  /** When a fact began; null where that is not known. */
  @Nullable Duration start(F fact) {
    return start.apply(fact);
  }

  /** When a fact ended; null where that is not known, or the fact is under way. */
  @Nullable Duration end(F fact) {
    return end.apply(fact);
  }

  /** Whether its facts are days, which {@link ServiceStory} counts itself. */
  boolean isDaily() {
    return this == CHURN;
  }

  private static <F> List<F> known(@Nullable F fact) {
    return fact == null ? List.of() : List.of(fact);
  }

  private Report<F> place() {
    columns.add(new Column<>("cluster", Row::cluster));
    columns.add(new Column<>("recording", Row::recording));
    columns.add(new Column<>("kind", row -> row.service().kind()));
    columns.add(new Column<>("namespace", row -> row.service().namespace()));
    columns.add(new Column<>("name", row -> row.service().name()));
    return this;
  }

  private Report<F> add(String column, Function<F, @Nullable Object> value) {
    columns.add(new Column<>(column, row -> value.apply(row.fact())));
    return this;
  }

  /**
   * Adds two columns: the wall-clock time, and the seconds since the cluster's first recording
   * began.
   */
  private Report<F> time(String column, Function<F, @Nullable Duration> time) {
    columns.add(new Column<>(column, row -> row.at(time.apply(row.fact()))));
    columns.add(new Column<>(column + "Seconds", row -> time.apply(row.fact())));
    return this;
  }

  private static @Nullable Object known(long event) {
    return event < 0 ? null : event;
  }

  private static @Nullable Duration zeroReady(Rollout rollout) {
    return rollout.zeroReady().stream()
        .map(ZeroReadySpan::duration)
        .filter(Objects::nonNull)
        .reduce(Duration::plus)
        .orElse(null);
  }
}
