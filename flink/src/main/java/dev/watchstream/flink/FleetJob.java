package dev.watchstream.flink;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.RowFormat;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The job that answers as {@code watchstream fleet} does: run it with {@code flink run}. */
@Command(
    name = "watchstream-flink",
    mixinStandardHelpOptions = true,
    description = "Tells of many recordings at once: rollouts, outages, churn or pods.")
public final class FleetJob implements Callable<Integer> {

  @Parameters(
      paramLabel = "FOLDER",
      description = "Where the recordings are, on any file system that the cluster knows.")
  String folder = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the files of rows appear; what could not be read is in problems-*.txt.")
  String out = "";

  @Option(
      names = "--report",
      paramLabel = "rollouts|zero-ready|churn|pods",
      description = "As of watchstream fleet (default: rollouts).")
  String report = "rollouts";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "ndjson|csv",
      description = "One JSON object a row (the default), or CSV with a head in each file.")
  RowFormat format = RowFormat.NDJSON;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Only services of this namespace.")
  @Nullable String namespace;

  @Option(names = "--service", paramLabel = "NAME", description = "Only services of this name.")
  @Nullable String service;

  private FleetJob() {}

  /** Exits with 0 if all was read, 1 if something could not be, 2 if the command is wrong. */
  public static void main(String[] args) {
    int exitCode =
        new CommandLine(new FleetJob()).setCaseInsensitiveEnumValuesAllowed(true).execute(args);
    if (exitCode != 0) {
      System.exit(exitCode); // of 0 the client makes more than an exit
    }
  }

  @Override
  public Integer call() throws Exception {
    Report<?> asked = Report.named(report);
    if (asked == null || format == RowFormat.TABLE) {
      System.err.println(
          "watchstream-flink: the reports are rollouts, zero-ready, churn and pods, the forms"
              + " ndjson and csv");
      return 2;
    }
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.getExecutionEnvironment(settings());
    DataStream<ClusterEvent> events =
        flink
            .fromSource(RecordingSource.of(folder), WatermarkStrategy.noWatermarks(), "recordings")
            .uid("watchstream-recordings")
            .filter(new IsAskedFor(namespace, service));
    FleetStream fleet = FleetStream.of(events);
    fleet
        .rows(asked, format)
        .sinkTo(LinesFile.sink(new Path(out), asked, format))
        .uid("watchstream-rows");
    fleet
        .problems()
        .sinkTo(LinesFile.sink(new Path(out), "problems", ".txt"))
        .uid("watchstream-problem-lines");
    JobExecutionResult result = flink.execute("watchstream fleet: " + report);
    Long problems = result.getAccumulatorResult(FleetStream.PROBLEM_COUNT);
    if (problems != null && problems > 0) {
      System.err.println("watchstream-flink: " + problems + " problems, told in " + out);
      return 1;
    }
    return 0;
  }

  /** What is not ours to serialize by reflection fails when the job is built. */
  static Configuration settings() {
    return new Configuration().set(PipelineOptions.GENERIC_TYPES, false);
  }

  private record IsAskedFor(@Nullable String namespace, @Nullable String service)
      implements FilterFunction<ClusterEvent> {

    @Override
    public boolean filter(ClusterEvent event) {
      if (!(event instanceof ClusterEvent.Changed changed)) {
        return true;
      }
      ServiceName name = changed.change().service();
      return (namespace == null || namespace.equals(name.namespace()))
          && (service == null || service.equals(name.name()));
    }
  }
}
