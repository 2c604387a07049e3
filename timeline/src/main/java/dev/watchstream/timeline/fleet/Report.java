package dev.watchstream.timeline.fleet;

import static dev.watchstream.timeline.fleet.Column.Type.BOOLEAN;
import static dev.watchstream.timeline.fleet.Column.Type.DAY;
import static dev.watchstream.timeline.fleet.Column.Type.INSTANT;
import static dev.watchstream.timeline.fleet.Column.Type.INTEGER;
import static dev.watchstream.timeline.fleet.Column.Type.SECONDS;
import static dev.watchstream.timeline.fleet.Column.Type.TEXT;
import static dev.watchstream.timeline.fleet.Column.Type.TEXTS;

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
          .add("from", TEXTS, Rollout::from)
          .add("to", TEXT, Rollout::to)
          .add("firstEvent", INTEGER, Rollout::firstEvent)
          .add("lastEvent", INTEGER, Rollout::lastEvent)
          .time("start", Rollout::start)
          .time("end", Rollout::end)
          .add("durationSeconds", SECONDS, Rollout::duration)
          .add("underWayAtFirst", BOOLEAN, Rollout::underWayAtFirst)
          .add("complete", BOOLEAN, Rollout::complete)
          .add("readyBefore", INTEGER, Rollout::readyBefore)
          .add("readyMin", INTEGER, Rollout::readyMin)
          .add("readyMax", INTEGER, Rollout::readyMax)
          .add("notReadyMax", INTEGER, Rollout::notReadyMax)
          .add("surge", INTEGER, Rollout::surge)
          .add("timeToReadyP50Seconds", SECONDS, r -> r.timeToReady(0.5))
          .add("timeToReadyP90Seconds", SECONDS, r -> r.timeToReady(0.9))
          .add("timeToReadyP99Seconds", SECONDS, r -> r.timeToReady(0.99))
          .add("timeToReadyMaxSeconds", SECONDS, r -> r.timeToReady(1))
          .add("zeroReadySpans", INTEGER, r -> r.zeroReady().size())
          .add("zeroReadySeconds", SECONDS, Report::zeroReady)
          .add("gaps", INTEGER, Rollout::gaps);

  public static final Report<ZeroReadySpan> ZERO_READY =
      new Report<ZeroReadySpan>(
              "zero-ready",
              t -> known(t.step().zeroReadyEnded()),
              s -> s.tracker().atZeroReady(),
              ZeroReadySpan::start,
              ZeroReadySpan::end)
          .place()
          .add("firstEvent", INTEGER, ZeroReadySpan::firstEvent)
          .add("lastEvent", INTEGER, s -> known(s.lastEvent()))
          .time("start", ZeroReadySpan::start)
          .time("end", ZeroReadySpan::end)
          .add("durationSeconds", SECONDS, ZeroReadySpan::duration)
          .add("underWayAtFirst", BOOLEAN, ZeroReadySpan::underWayAtFirst)
          .add("underWay", BOOLEAN, ZeroReadySpan::isUnderWay)
          .add("byDeletion", BOOLEAN, ZeroReadySpan::byDeletion)
          .add("gaps", INTEGER, ZeroReadySpan::gaps);

  public static final Report<Churn> CHURN =
      new Report<Churn>("churn", t -> List.of(), s -> known(s.today()), c -> null, c -> null)
          .place()
          .add("day", DAY, Churn::day)
          .add("events", INTEGER, Churn::events)
          .add("changedEvents", INTEGER, Churn::changedEvents)
          .add("appearedReady", INTEGER, c -> c.of(What.APPEARED_READY))
          .add("appearedNotReady", INTEGER, c -> c.of(What.APPEARED_NOT_READY))
          .add("becameReady", INTEGER, c -> c.of(What.BECAME_READY))
          .add("becameNotReady", INTEGER, c -> c.of(What.BECAME_NOT_READY))
          .add("startedTerminating", INTEGER, c -> c.of(What.STARTED_TERMINATING))
          .add("gone", INTEGER, c -> c.of(What.GONE));

  public static final Report<PodHistory> PODS =
      new Report<PodHistory>(
              "pods",
              t -> t.step().podsGone(),
              s -> s.tracker().pods(),
              PodHistory::appeared,
              PodHistory::gone)
          .place()
          .add("pod", TEXT, PodHistory::pod)
          .add("ip", TEXT, p -> p.address().ip())
          .add("node", TEXT, p -> p.address().nodeName())
          .add("zone", TEXT, p -> p.address().zone())
          .add("template", TEXT, PodHistory::templateHash)
          .add("wasThereAtFirst", BOOLEAN, PodHistory::wasThereAtFirst)
          .add("appearedReady", BOOLEAN, PodHistory::appearedReady)
          .add("appearedEvent", INTEGER, PodHistory::appearedEvent)
          .add("readyEvent", INTEGER, p -> known(p.readyEvent()))
          .add("goneEvent", INTEGER, p -> known(p.goneEvent()))
          .time("appeared", PodHistory::appeared)
          .time("ready", PodHistory::ready)
          .time("gone", PodHistory::gone)
          .add("timeToReadySeconds", SECONDS, PodHistory::timeToReady);

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
    columns.add(new Column<>("cluster", TEXT, Row::cluster));
    columns.add(new Column<>("recording", TEXT, Row::recording));
    columns.add(new Column<>("kind", TEXT, row -> row.service().kind()));
    columns.add(new Column<>("namespace", TEXT, row -> row.service().namespace()));
    columns.add(new Column<>("name", TEXT, row -> row.service().name()));
    return this;
  }

  private Report<F> add(String column, Column.Type type, Function<F, @Nullable Object> value) {
    columns.add(new Column<>(column, type, row -> value.apply(row.fact())));
    return this;
  }

  /**
   * Adds two columns: the wall-clock time, and the seconds since the cluster's first recording
   * began.
   */
  private Report<F> time(String column, Function<F, @Nullable Duration> time) {
    columns.add(new Column<>(column, INSTANT, row -> row.at(time.apply(row.fact()))));
    columns.add(new Column<>(column + "Seconds", SECONDS, row -> time.apply(row.fact())));
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
