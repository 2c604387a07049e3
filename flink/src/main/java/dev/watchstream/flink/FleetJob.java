package dev.watchstream.flink;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.RowFormat;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The job with the reports of {@code watchstream fleet}, to be run with {@code flink run}. */
@Command(
    name = "watchstream-flink",
    mixinStandardHelpOptions = true,
    description = "Tells of many recordings at once: rollouts, outages, churn or pods.")
public final class FleetJob implements Callable<Integer> {

  /** A folder or a topic. */
  private static final class Input {

    @Parameters(
        paramLabel = "FOLDER",
        description = "Where the recordings are, on any file system that the cluster knows.")
    @Nullable String folder;

    @ArgGroup(exclusive = false)
    @Nullable Topic topic;
  }

  private static final class Topic {

    @Option(
        names = "--kafka",
        required = true,
        paramLabel = "HOST:PORT[,…]",
        description = "Brokers to read from, instead of a folder.")
    String brokers = "";

    @Option(
        names = "--topic",
        required = true,
        paramLabel = "TOPIC",
        description = "Records of whole watch events; the key is the name of their cluster.")
    String name = "";

    @Option(
        names = "--until-now",
        description = "End with what is in the topic now, instead of going on.")
    boolean isBounded;
  }

  @ArgGroup(multiplicity = "1")
  Input input = new Input();

  @Option(
      names = "--follow",
      paramLabel = "SECONDS",
      description =
          "Go on without an end, and look for new recordings in FOLDER at this interval. A"
              + " recording is read when it is finished.")
  @Nullable Integer follow;

  @Option(
      names = "--quiet-time",
      paramLabel = "SECONDS",
      description =
          "Also tell, in a job without an end, what is under way in a service that has not changed"
              + " for so long: a rollout, or a time without a ready address. When it ends, it is told"
              + " again.")
  @Nullable Integer quietTime;

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
      paramLabel = "ndjson|csv|parquet",
      description =
          "One JSON object a row (the default), CSV with a head in each file, or Apache Parquet.")
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
    int exitCode = run(args);
    if (exitCode != 0) {
      System.exit(exitCode); // with 0 it returns, so that Flink's client can finish its work
    }
  }

  static int run(String... args) {
    return command().execute(args);
  }

  static CommandLine command() {
    return new CommandLine(new FleetJob()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws Exception {
    Report<?> asked = Report.named(report);
    if (asked == null || format == RowFormat.TABLE) {
      System.err.println(
          "watchstream-flink: the reports are rollouts, zero-ready, churn and pods, the forms"
              + " ndjson, csv and parquet");
      return 2;
    }
    if (follow != null && (follow < 1 || input.topic != null)) {
      System.err.println(
          "watchstream-flink: --follow is of a FOLDER, and 1 second or more; a topic is followed"
              + " unless --until-now is given");
      return 2;
    }
    boolean isEndless = follow != null || (input.topic != null && !input.topic.isBounded);
    if (quietTime != null && (quietTime < 1 || !isEndless || !FleetStream.hasQuietTime(asked))) {
      System.err.println(
          "watchstream-flink: --quiet-time is 1 second or more, of rollouts and zero-ready, and for"
              + " --follow or a topic without --until-now: otherwise the end tells what is under way");
      return 2;
    }
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.getExecutionEnvironment(settings());
    DataStream<ClusterEvent> events = events(flink).filter(new IsAskedFor(namespace, service));
    FleetStream fleet = FleetStream.of(events);
    fleet
        .rows(asked, format, Duration.ofSeconds(quietTime == null ? 0 : quietTime))
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

  private DataStream<ClusterEvent> events(StreamExecutionEnvironment flink) {
    if (input.topic == null) {
      RecordingSource once = RecordingSource.of(Objects.requireNonNull(input.folder));
      RecordingSource recordings =
          follow == null ? once : once.following(Duration.ofSeconds(follow));
      return flink
          .fromSource(recordings, WatermarkStrategy.noWatermarks(), "recordings")
          .uid("watchstream-recordings");
    }
    // BATCH mode would sort by timestamp, and mix events of the same one.
    flink.setRuntimeMode(RuntimeExecutionMode.STREAMING);
    return flink
        .fromSource(
            source(input.topic),
            WatermarkStrategy.<ClusterEvent>forMonotonousTimestamps()
                .withIdleness(Duration.ofMinutes(1)),
            "records")
        .uid("watchstream-records");
  }

  private static KafkaSource<ClusterEvent> source(Topic topic) {
    KafkaSourceBuilder<ClusterEvent> source =
        KafkaSource.<ClusterEvent>builder()
            .setBootstrapServers(topic.brokers)
            .setTopics(topic.name)
            .setGroupId("watchstream")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new WatchRecords());
    return (topic.isBounded ? source.setBounded(OffsetsInitializer.latest()) : source).build();
  }

  /** Without generic types, a type without a serializer fails when the job is built. */
  static Configuration settings() {
    return new Configuration()
        .set(PipelineOptions.GENERIC_TYPES, false)
        .set(PipelineOptions.OBJECT_REUSE, true); // the values between operators are immutable
  }

  private record IsAskedFor(@Nullable String namespace, @Nullable String service)
      implements FilterFunction<ClusterEvent> {

    @Override
    public boolean filter(ClusterEvent event) {
      if (!(event instanceof ClusterEvent.OfService told)) {
        return true;
      }
      ServiceName name = told.service();
      return (namespace == null || namespace.equals(name.namespace()))
          && (service == null || service.equals(name.name()));
    }
  }
}
