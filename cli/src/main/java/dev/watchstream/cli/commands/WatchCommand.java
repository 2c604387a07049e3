package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.Selection;
import dev.watchstream.cli.live.LiveWatch;
import dev.watchstream.cli.live.ReadyFloor;
import dev.watchstream.cli.live.ServerOptions;
import dev.watchstream.cli.live.TimeLimit;
import dev.watchstream.cli.metrics.MetricsServer;
import dev.watchstream.cli.metrics.WatchMetrics;
import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.EventJson;
import dev.watchstream.cli.output.EventTable;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.OptionalPort;
import dev.watchstream.cli.output.PortConverter;
import dev.watchstream.cli.output.Text;
import dev.watchstream.cli.page.PageServer;
import dev.watchstream.cli.page.WatchStory;
import dev.watchstream.client.EndpointsWatch;
import dev.watchstream.client.WatchListener;
import dev.watchstream.client.WatchNotice;
import dev.watchstream.client.WatchNotice.Change;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.parser.rollout.RolloutTracker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code watchstream watch}. */
@Command(
    description = {
      "Watches services of a Kubernetes cluster, until it is stopped.",
      "Reconnects whenever a watch ends; what was missed is found by reading the state anew."
    },
    footer = {
      "",
      "Examples:",
      "  watchstream watch --server http://127.0.0.1:8080 passport-auth -o rollout",
      "  watchstream watch --context prod -n web",
      "  watchstream watch --context prod -A --page 8090",
      "  watchstream watch -A --slices --output changes"
    })
public final class WatchCommand implements Callable<Integer> {

  /** The form of the output. */
  enum Output {
    TABLE,
    NDJSON,
    CHANGES,
    ROLLOUT
  }

  private static final Duration PAGE_TICK = Duration.ofMillis(250);

  private final Console console;

  @Mixin ServerOptions server = new ServerOptions();

  @Mixin TimeLimit time = new TimeLimit();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|ndjson|changes|rollout",
      description =
          "A table (the default; on a terminal it is kept up to date in place), one JSON object an"
              + " event, or one for what each event changed, or a timeline.")
  Output output = Output.TABLE;

  @Option(
      names = "--count",
      paramLabel = "EVENTS",
      description = "Stop after this many events, those of the first state included.")
  long count = Long.MAX_VALUE;

  @Option(
      names = "--watch-list",
      description = "Read the first state from a watch (sendInitialEvents) where the server can.")
  boolean watchList;

  @Option(
      names = "--page",
      paramLabel = "PORT",
      arity = "0..1",
      parameterConsumer = OptionalPort.class,
      description =
          "Serve a page that shows what happens, on the loopback address; at a free port unless one"
              + " is named.")
  @Nullable Integer page;

  @Option(
      names = "--metrics",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description =
          "Serve metrics in the OpenMetrics text format, at /metrics on the loopback address.")
  @Nullable Integer metricsPort;

  @Option(
      names = "--fail-below",
      paramLabel = "ADDRESSES",
      description =
          "Stop, with exit code 1, as soon as a service has fewer ready addresses than this.")
  int failBelow;

  @Option(
      names = "--recording",
      paramLabel = "FILE|RECORDING",
      description = "With --fail-below: look at a recording, instead of a server.")
  @Nullable String recording;

  private final Clock clock = Clock.systemUTC();
  private final Instant begin = clock.instant();
  private long seen;

  public WatchCommand(Console console) {
    this.console = console;
  }

  private int lookAt(String source) throws IOException {
    if (failBelow < 1) {
      throw CommandException.usage(
          "--recording goes with --fail-below; watchstream rollout " + source + " shows all of it");
    }
    RecordedFloor.check(
        source, Selection.of(server.namespace(), server.serviceName()), failBelow, console);
    return ExitCode.OK;
  }

  @Override
  public Integer call() throws IOException {
    if (recording != null) {
      return lookAt(recording);
    }
    EndpointsWatch.Builder watch = server.toWatch();
    if (watchList) {
      watch.initialState(EndpointsWatch.InitialState.WATCH_LIST);
    }
    boolean hasSucceeded;
    WatchStory story = page == null ? null : new WatchStory(server.title(), clock);
    WatchMetrics metrics = metricsPort == null ? null : new WatchMetrics(clock);
    PageServer served = pageServer(story);
    MetricsServer scraped = metricsServer(metrics);
    try {
      WatchView view = view(served, scraped);
      WatchListener all = listener(view, story, metrics);
      hasSucceeded =
          LiveWatch.run(console, watch, time, line -> view.say(console, line), all, view::end);
    } catch (ReadyFloor.Broken e) {
      throw CommandException.badStream(Text.message(e));
    } catch (Enough e) {
      return ExitCode.OK;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      if (served != null) {
        served.close();
      }
      if (scraped != null) {
        scraped.close();
      }
    }
    if (!hasSucceeded) {
      throw CommandException.badStream("nothing was seen: no request succeeded");
    }
    return ExitCode.OK;
  }

  /**
   * Calls all listeners in turn. The view, the floor and the count come last: what they throw ends
   * the watch, and the others have then seen the event. The count is behind the floor, which judges
   * also the event that ends the watch; where that is one of the first state, all of that state.
   */
  private WatchListener listener(
      WatchView view, @Nullable WatchStory story, @Nullable WatchMetrics metrics) {
    List<WatchListener> all = new ArrayList<>();
    if (metrics != null) {
      all.add(metrics);
    }
    if (story != null) {
      all.add(story);
    }
    all.add(notice -> show(view, notice));
    ReadyFloor floor = failBelow > 0 ? new ReadyFloor(failBelow) : null;
    if (floor != null) {
      all.add(floor);
    }
    all.add(notice -> count(notice, floor));
    return notice -> all.forEach(one -> one.onNotice(notice));
  }

  private @Nullable MetricsServer metricsServer(@Nullable WatchMetrics metrics) throws IOException {
    if (metricsPort == null || metrics == null) {
      return null;
    }
    MetricsServer scraped = MetricsServer.start(metricsPort, metrics);
    console.say("metrics " + scraped.url());
    return scraped;
  }

  private @Nullable PageServer pageServer(@Nullable WatchStory story) throws IOException {
    if (page == null || story == null) {
      return null;
    }
    PageServer served = PageServer.start(page, story.feed(), null, null);
    story.feed().every(PAGE_TICK, story::tick);
    console.say("page " + served.url());
    return served;
  }

  private void show(WatchView view, WatchNotice notice) {
    if (notice instanceof Change && seen >= count) {
      return; // it is for the floor only
    }
    try {
      view.onNotice(notice);
    } finally {
      console.flush();
    }
  }

  private void count(WatchNotice notice, @Nullable ReadyFloor floor) {
    seen += notice instanceof Change ? 1 : 0;
    if (seen >= count && (floor == null || floor.hasJudged())) {
      throw new Enough();
    }
  }

  private WatchView view(@Nullable PageServer served, @Nullable MetricsServer scraped)
      throws IOException {
    return switch (output) {
      case TABLE -> console.terminal().isOut() ? table(served, scraped) : rows();
      case NDJSON -> new ChangesView(clock, begin, new EventJson(console.out())::write);
      case CHANGES -> changes();
      case ROLLOUT -> new RolloutNews(console, clock, begin);
    };
  }

  /** The table covers the lines printed before, so its heading repeats where the servers are. */
  private WatchView table(@Nullable PageServer served, @Nullable MetricsServer scraped)
      throws IOException {
    List<String> places = new ArrayList<>();
    if (served != null) {
      places.add("page " + served.url());
    }
    if (scraped != null) {
      places.add("metrics " + scraped.url());
    }
    return new TableView(console, String.join(", ", places));
  }

  private WatchView rows() {
    return new ChangesView(clock, begin, new EventTable(console)::write);
  }

  private WatchView changes() throws IOException {
    EventJson json = new EventJson(console.out());
    RolloutTracker tracker = new RolloutTracker();
    return new ChangesView(
        clock,
        begin,
        (event, since, now) -> {
          RolloutStep step = tracker.acceptWhole(event, since);
          if (!step.changes().isEmpty()) {
            json.writeChanges(event, step, since, now);
          }
        });
  }

  /** Thrown by the listener when it has seen as many events as asked for. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
