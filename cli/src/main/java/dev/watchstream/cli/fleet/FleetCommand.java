package dev.watchstream.cli.fleet;

import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.Progress;
import dev.watchstream.cli.output.Text;
import dev.watchstream.cli.output.UnfinishedFile;
import dev.watchstream.fixtures.FileTree;
import dev.watchstream.fixtures.RecordedCluster;
import dev.watchstream.fixtures.RecordedClusters;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.ClusterReading;
import dev.watchstream.timeline.fleet.ClusterRows;
import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.Row;
import dev.watchstream.timeline.fleet.RowFile;
import dev.watchstream.timeline.fleet.RowFormat;
import dev.watchstream.timeline.fleet.Rows;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code watchstream fleet}. */
@Command(
    description = {
      "Tells of many recordings at once: rollouts, outages, churn or pods, one row each.",
      "A folder that holds recordings is a cluster, and they are one story in the order in which"
          + " they began. At the top of FOLDER each recording is a cluster of its own, with those"
          + " that the recorder went on in."
    },
    footer = {
      "",
      "Examples:",
      "  watchstream fleet archive --output csv --out rollouts.csv",
      "  watchstream fleet archive --report pods --output parquet --out pods.parquet",
      "  watchstream fleet archive --report zero-ready --namespace shop --jobs 2"
    })
public final class FleetCommand implements Callable<Integer> {

  private final Console console;
  private final AtomicInteger problems = new AtomicInteger();

  @Parameters(arity = "1..*", paramLabel = "FOLDER", description = "Where the recordings are.")
  List<Path> folders = List.of();

  @Option(
      names = "--report",
      paramLabel = "rollouts|zero-ready|churn|pods",
      description =
          "Every rollout (the default), every time without a ready address, the changes of each"
              + " service and day (UTC), or every pod.")
  String report = "rollouts";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|ndjson|csv|parquet",
      description =
          "A table (the default), one JSON object a row, CSV with a head, or Apache Parquet.")
  RowFormat format = RowFormat.TABLE;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "A file to make, instead of standard output.")
  @Nullable Path output;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Only services of this namespace.")
  @Nullable String namespace;

  @Option(names = "--service", paramLabel = "NAME", description = "Only services of this name.")
  @Nullable String service;

  @Mixin Period period = new Period();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many clusters to read at a time (default: one a processor).")
  int jobs = Runtime.getRuntime().availableProcessors();

  public FleetCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (jobs < 1) {
      throw CommandException.usage("--jobs is 1 or more, not " + jobs);
    }
    period.check();
    if (format == RowFormat.PARQUET && output == null && console.terminal().isOut()) {
      throw CommandException.usage("Parquet is not for a terminal; make a file of it: --out FILE");
    }
    if (output == null) {
      write(console.out());
    } else {
      try (UnfinishedFile out = UnfinishedFile.create(output, console)) {
        write(out);
        out.finish();
      }
    }
    return problems.get() == 0 ? ExitCode.OK : ExitCode.BAD_STREAM;
  }

  private void write(OutputStream out) throws IOException {
    Report<?> asked = Report.named(report);
    if (asked == null) {
      throw CommandException.usage(
          "no report \"" + report + "\": there are rollouts, zero-ready, churn and pods");
    }
    write(asked, out);
  }

  private record Job(FileTree tree, RecordedCluster cluster) {}

  private <F> void write(Report<F> asked, OutputStream out) throws IOException {
    List<Job> found = find();
    RowFile file = format.begin(asked, out);
    Progress progress = Progress.on(console);
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.max(1, Math.min(jobs, found.size())));
    try {
      List<Future<Path>> parts = new ArrayList<>();
      for (Job job : found) {
        parts.add(threads.submit(() -> read(job, asked, progress)));
      }
      for (Future<Path> part : parts) {
        Path rows = part.get();
        try (InputStream in = Files.newInputStream(rows)) {
          file.add(in);
        } finally {
          Files.delete(rows);
        }
      }
      file.finish();
    } catch (ExecutionException e) {
      throw new IOException(Text.message(Objects.requireNonNull(e.getCause())), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      threads.shutdownNow();
      progress.done();
    }
  }

  private List<Job> find() throws IOException {
    List<Job> found = new ArrayList<>();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw CommandException.usage(folder + ": no such folder");
      }
      FileTree tree = FileTree.of(folder);
      RecordedClusters clusters = RecordedClusters.find(tree);
      clusters.problems().forEach(this::problem);
      for (RecordedCluster cluster : clusters.clusters()) {
        if (period.fits(cluster.parts().get(0).startedAt())) {
          found.add(new Job(tree, cluster));
        } else {
          problem(
              tree.place()
                  + ", "
                  + cluster.name()
                  + ": left out, as it is not known when it was recorded; --since +2m counts from"
                  + " its beginning");
        }
      }
    }
    if (found.isEmpty() && problems.get() == 0) {
      throw CommandException.badStream(
          "no recording in "
              + folders
              + ": a recording is a folder with recording.json, or a file *.ndjson[.gz|.zst]");
    }
    return found;
  }

  /**
   * Writes the cluster's rows to a temporary file: so memory does not grow with them, and the
   * output can have the order of the clusters.
   */
  private <F> Path read(Job job, Report<F> asked, Progress progress) throws IOException {
    Path file = Files.createTempFile("watchstream-fleet", null);
    file.toFile().deleteOnExit();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        ClusterReading reading =
            new ClusterReading(job.tree, job.cluster, bytes -> count(bytes, progress))) {
      ClusterRows<F> rows = new ClusterRows<>(asked, rows(asked, out));
      for (ClusterEvent event = reading.next(); event != null; event = reading.next()) {
        if (event instanceof ClusterEvent.Unreadable bad) {
          problem(bad.problem());
        } else if (event instanceof ClusterEvent.Changed changed
            && isAskedFor(changed.change().service())) {
          rows.accept(changed);
        }
      }
      rows.end(reading.gaps());
    }
    return file;
  }

  private <F> Rows<F> rows(Report<F> asked, OutputStream out) {
    return new Rows<>() {
      @Override
      public boolean areAskedFor(
          @Nullable Duration start, @Nullable Duration end, @Nullable Instant zero) {
        return period.has(start, end, zero);
      }

      @Override
      public void add(Row<F> row) throws IOException {
        format.row(asked.columns(), row, out);
      }
    };
  }

  private static void count(long bytes, Progress progress) {
    synchronized (progress) {
      progress.add(bytes, 0);
    }
  }

  private boolean isAskedFor(ServiceName name) {
    return (namespace == null || namespace.equals(name.namespace()))
        && (service == null || service.equals(name.name()));
  }

  private void problem(String line) {
    problems.incrementAndGet();
    synchronized (console) {
      console.err().println(Text.excerpt(line, 500));
    }
  }
}
