package dev.watchstream.flink;

import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.RowFormat;
import java.time.Duration;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The operators between a source and the sinks of a job. They have fixed uids, by which a savepoint
 * finds their state, so a job can only have one of these.
 */
public final class FleetStream {

  /** The accumulator of a job that counts the problems. */
  public static final String PROBLEM_COUNT = "problems";

  private static final OutputTag<String> PROBLEMS = new OutputTag<>("problems", Types.STRING);

  private final SingleOutputStreamOperator<ClusterEvent> changes;

  private FleetStream(SingleOutputStreamOperator<ClusterEvent> changes) {
    this.changes = changes;
  }

  /** The operators on the events of a source. */
  public static FleetStream of(DataStream<ClusterEvent> events) {
    return new FleetStream(
        events
            .process(new SortOut())
            .returns(ClusterEventSerializer.TYPE)
            .name("sort out problems")
            .uid("watchstream-problems"));
  }

  /** The rows of a report: one line each, without a line break. */
  public DataStream<String> rows(Report<?> report, RowFormat format) {
    return rows(report, format, Duration.ZERO);
  }

  /**
   * The rows of {@link Report#ROLLOUTS} or {@link Report#ZERO_READY}, also of what is under way in
   * a service that is quiet: for a stream that does not end. What ends later has another row then.
   *
   * @param quietTime how long, by event time, a service is without a change before this is told,
   *     once; it may take up to twice as long
   */
  public DataStream<String> rows(Report<?> report, RowFormat format, Duration quietTime) {
    if (!quietTime.isZero() && !hasQuietTime(report)) {
      throw new IllegalArgumentException("no quiet time is known of " + report.name());
    }
    return rows(report, format, quietTime, StoryState.MAX_LIVE_BYTES);
  }

  /** Whether a report tells of what is under way for a while. */
  static boolean hasQuietTime(Report<?> report) {
    return report == Report.ROLLOUTS || report == Report.ZERO_READY;
  }

  DataStream<String> rows(
      Report<?> report, RowFormat format, Duration quietTime, long maxLiveBytes) {
    return changes
        .keyBy(ServiceOperator::key, Types.STRING)
        .transform(
            report.name(),
            Types.STRING,
            new ServiceOperator(report, format, quietTime, maxLiveBytes))
        .uid("watchstream-" + report.name());
  }

  /** What could not be read: one line each, with the place and the reason. */
  public DataStream<String> problems() {
    return changes.getSideOutput(PROBLEMS);
  }

  private static final class SortOut extends ProcessFunction<ClusterEvent, ClusterEvent> {

    private static final long serialVersionUID = 1L;

    private final LongCounter problems = new LongCounter();

    @Override
    public void open(OpenContext context) {
      getRuntimeContext().addAccumulator(PROBLEM_COUNT, problems);
    }

    @Override
    public void processElement(ClusterEvent event, Context context, Collector<ClusterEvent> out) {
      if (event instanceof ClusterEvent.Unreadable unreadable) {
        problems.add(1);
        context.output(PROBLEMS, unreadable.problem());
      } else {
        out.collect(event);
      }
    }
  }
}
