package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.Selection;
import dev.watchstream.cli.input.Source;
import dev.watchstream.cli.input.StreamOptions;
import dev.watchstream.cli.input.TimelineReading;
import dev.watchstream.cli.live.ReadyCondition;
import dev.watchstream.cli.live.ReadyWait;
import dev.watchstream.cli.live.ServerOptions;
import dev.watchstream.cli.live.WatchReport;
import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.DurationConverter;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.Text;
import dev.watchstream.client.EndpointsWatch;
import dev.watchstream.client.WatchNotice;
import dev.watchstream.fixtures.input.DurationText;
import dev.watchstream.parser.rollout.RolloutTracker;
import dev.watchstream.timeline.ServiceTimeline;
import dev.watchstream.timeline.Step;
import dev.watchstream.timeline.Timeline;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code watchstream wait}. */
@Command(
    description = {
      "Waits until enough addresses of a service are ready, for scripts and pipelines.",
      "Exits with 0 when they are, with 1 when they are not within the time."
    },
    footer = {
      "",
      "Examples:",
      "  kubectl rollout restart deployment/web && watchstream wait web --ready 3 --stable 30s",
      "  watchstream wait -s http://127.0.0.1:8080 passport-auth --ready 2 --timeout 5m",
      "  watchstream wait passport-auth --ready 2 --recording one-pod-rollout"
    })
public final class WaitCommand implements Callable<Integer> {

  private final Console console;

  @Mixin ServerOptions server = new ServerOptions();

  @Option(
      names = "--ready",
      paramLabel = "ADDRESSES",
      required = true,
      description = "How many addresses are to be ready, at least.")
  int ready;

  @Option(
      names = "--stable",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "They are to stay ready for this long, such as 30s.")
  Duration stable = Duration.ZERO;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Give up after this long (default: 5m).")
  Duration timeout = Duration.ofMinutes(5);

  @Option(
      names = "--recording",
      paramLabel = "FILE|RECORDING",
      description = "Look at a recording, with its times, instead of a server.")
  @Nullable String recording;

  private volatile boolean isSeen;

  public WaitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    String name = server.serviceName();
    if (name == null) {
      throw CommandException.usage("name the service to wait for: watchstream wait NAME --ready 1");
    }
    if (server.isOfAllNamespaces()) {
      throw CommandException.usage(
          "wait is for one service: name its namespace, as in NAMESPACE/" + name);
    }
    if (recording == null && !stable.isZero() && stable.compareTo(timeout) >= 0) {
      throw CommandException.usage(
          "--stable %s takes as long as --timeout %s, or longer, so it would be in vain: give a longer --timeout"
              .formatted(DurationText.of(stable), DurationText.of(timeout)));
    }
    ReadyCondition condition = new ReadyCondition(ready, stable);
    boolean isMet = recording != null ? look(recording, name, condition) : await(condition);
    if (!isMet) {
      throw CommandException.badStream(
          name
              + ": "
              + condition.ready()
              + " of "
              + ready
              + " addresses ready"
              + (stable.isZero() ? "" : " for less than " + Text.seconds(stable))
              + (recording != null
                  ? " when " + recording + " ends"
                  : " after " + Text.seconds(timeout))
              + (isSeen ? "" : ": no service of that name was seen"));
    }
    return ExitCode.OK;
  }

  /** Whether the condition was met at any time before the end, by the recording's own times. */
  private boolean look(String source, String name, ReadyCondition condition) throws IOException {
    Timeline timeline;
    try (Source in = Source.open(source, console)) {
      timeline =
          TimelineReading.read(
              in, console, new StreamOptions(), Selection.of(server.namespace(), name));
    }
    requireOneNamespace(source, name, timeline);
    for (ServiceTimeline service : timeline.services()) {
      isSeen = true;
      condition.restart(); // it is told of Endpoints and of EndpointSlices, each by itself
      for (Step step : service.steps()) {
        Duration at = orZero(step.at().time());
        if (condition.isMet(at)) {
          return true;
        }
        condition.update(step.ready(), at);
      }
      if (condition.isMet(orZero(timeline.end().time()))) {
        return true;
      }
    }
    return false;
  }

  private static void requireOneNamespace(String source, String name, Timeline timeline) {
    Set<String> namespaces = new TreeSet<>();
    timeline.services().forEach(service -> namespaces.add(service.name().namespace()));
    if (namespaces.size() > 1) {
      throw CommandException.usage(
          "%s has a service %s in each of the namespaces %s: name one of them, as in %s/%s"
              .formatted(
                  source, name, String.join(", ", namespaces), namespaces.iterator().next(), name));
    }
  }

  private static Duration orZero(@Nullable Duration time) {
    return time == null ? Duration.ZERO : time;
  }

  private boolean await(ReadyCondition condition) {
    ReadyWait wait = new ReadyWait(condition, timeout, ReadyWait.Time.ofMachine());
    RolloutTracker tracker = new RolloutTracker();
    WatchReport report = new WatchReport(console::say);
    EndpointsWatch watch =
        server
            .toWatch()
            .start(
                notice -> {
                  report.onNotice(notice);
                  if (notice instanceof WatchNotice.Change change) {
                    isSeen = true;
                    wait.update(tracker.acceptWhole(change.event(), null).ready());
                  } else if (notice instanceof WatchNotice.Ended ended
                      && ended.end() != WatchNotice.End.CLEAN) {
                    // After a clean end another watch follows at once, or another Ended says why.
                    wait.see(false);
                  } else if (notice instanceof WatchNotice.Opened) {
                    wait.see(true);
                  }
                });
    try {
      return wait.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      watch.close();
    }
  }
}
