package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.Selection;
import dev.watchstream.cli.live.Key;
import dev.watchstream.cli.live.KeyboardScreen;
import dev.watchstream.cli.live.LiveTable;
import dev.watchstream.cli.live.LiveWatch;
import dev.watchstream.cli.live.ReadyFloor;
import dev.watchstream.cli.live.ServerOptions;
import dev.watchstream.cli.metrics.MetricsServer;
import dev.watchstream.cli.metrics.WatchMetrics;
import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.EventJson;
import dev.watchstream.cli.output.EventTable;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.Text;
import dev.watchstream.cli.page.PageServer;
import dev.watchstream.cli.page.WatchStory;
import dev.watchstream.client.EndpointsStore;
import dev.watchstream.client.EndpointsWatch;
import dev.watchstream.client.WatchListener;
import dev.watchstream.client.WatchNotice;
import dev.watchstream.client.WatchNotice.Change;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.parser.rollout.RolloutTracker;
import dev.watchstream.timeline.Moment;
import dev.watchstream.timeline.Outage;
import dev.watchstream.timeline.OutageTracker;
import dev.watchstream.timeline.RolloutView;
import dev.watchstream.timeline.text.TextTimeline;
import dev.watchstream.timeline.text.TimeColumn;
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
      "Watches services of a Kubernetes cluster, for as long as it is let.",
      "Goes on after whatever end; what was missed meanwhile is found by reading the state anew."
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

  /** Takes what has changed. */
  private interface View {
    void change(EndpointsEvent event, Duration since, Instant now) throws IOException;

    /** The whole state was told. */
    default void synced() {}

    default void end() throws IOException {}
  }

  private static final Duration PAGE_TICK = Duration.ofMillis(250);

  private final Console console;

  @Mixin ServerOptions server = new ServerOptions();

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
      description = "Stop after so many events, those of the first state included.")
  long count = Long.MAX_VALUE;

  @Option(
      names = "--watch-list",
      description = "Read the first state from a watch (sendInitialEvents) where the server can.")
  boolean watchList;

  @Option(
      names = "--page",
      paramLabel = "PORT",
      arity = "0..1",
      fallbackValue = "0",
      description =
          "Serve a page that shows what happens, on the loopback address; at a free port unless one"
              + " is named.")
  @Nullable Integer page;

  @Option(
      names = "--metrics",
      paramLabel = "PORT",
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
    View view = view();
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
      WatchListener all = listener(view, story, metrics);
      hasSucceeded = LiveWatch.run(console, watch, server.limit, all, view::end);
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

  /** All that listen, the view as the last but one: what it throws ends the watch. */
  private WatchListener listener(
      View view, @Nullable WatchStory story, @Nullable WatchMetrics metrics) {
    List<WatchListener> all = new ArrayList<>();
    if (metrics != null) {
      all.add(metrics);
    }
    if (story != null) {
      all.add(story);
    }
    all.add(notice -> onNotice(view, notice));
    if (failBelow > 0) {
      all.add(new ReadyFloor(failBelow));
    }
    return notice -> all.forEach(one -> one.onNotice(notice));
  }

  private @Nullable MetricsServer metricsServer(@Nullable WatchMetrics metrics) throws IOException {
    if (metricsPort == null || metrics == null) {
      return null;
    }
    MetricsServer scraped = MetricsServer.start(metricsPort, metrics);
    console.err().println("watchstream: metrics " + scraped.url());
    return scraped;
  }

  private @Nullable PageServer pageServer(@Nullable WatchStory story) throws IOException {
    if (page == null || story == null) {
      return null;
    }
    PageServer served = PageServer.start(page, story.feed(), null, null);
    story.feed().every(PAGE_TICK, story::tick);
    console.err().println("watchstream: page " + served.url());
    return served;
  }

  private void onNotice(View view, WatchNotice notice) {
    try {
      if (notice instanceof Change change) {
        view.change(change.event(), Duration.between(begin, clock.instant()), clock.instant());
        if (++seen >= count) {
          throw new Enough();
        }
      } else if (notice instanceof WatchNotice.Synced) {
        view.synced();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      console.flush();
    }
  }

  private View view() throws IOException {
    return switch (output) {
      case TABLE -> console.terminal().isOut() ? new TableView() : rows();
      case NDJSON -> new EventJson(console.out())::write;
      case CHANGES -> changes();
      case ROLLOUT -> new LiveRollout();
    };
  }

  private View rows() {
    EventTable table = new EventTable(console);
    return table::write;
  }

  private View changes() throws IOException {
    EventJson json = new EventJson(console.out());
    RolloutTracker tracker = new RolloutTracker();
    return (event, since, now) -> {
      RolloutStep step = tracker.acceptWhole(event, since);
      if (!step.changes().isEmpty()) {
        json.writeChanges(event, step, since, now);
      }
    };
  }

  private final class LiveRollout implements View {
    private final RolloutTracker tracker = new RolloutTracker();
    private final OutageTracker outages = new OutageTracker(1);
    private Duration last = Duration.ZERO;
    private final RolloutView view =
        TextTimeline.live(console.text(), TimeColumn.clock(() -> begin, () -> false), List.of());

    @Override
    public void change(EndpointsEvent event, Duration since, Instant now) throws IOException {
      last = since;
      RolloutStep step = tracker.acceptWhole(event, since);
      if (!step.changes().isEmpty()) {
        view.step(step);
      }
      Outage ended = outages.accept(event, step);
      if (ended != null) {
        view.outage(step.service(), ended);
      }
      for (Rollout rollout : tracker.takeEnded()) {
        view.rollout(rollout);
      }
    }

    @Override
    public void end() throws IOException {
      for (Rollout rollout : tracker.underWay()) {
        view.rollout(rollout);
      }
      outages
          .underWay(new Moment(Math.max(0, tracker.eventCount() - 1), last))
          .forEach(view::outage);
      view.end();
    }
  }

  /** Not drawn before the first state is whole, and from then on with every change. */
  private final class TableView implements View {
    private final EndpointsStore store = new EndpointsStore();
    private final @Nullable KeyboardScreen keyboard;
    private final LiveTable table;

    TableView() throws IOException {
      keyboard = console.terminal().isIn() ? KeyboardScreen.open() : null;
      table = new LiveTable(console, keyboard != null ? keyboard : LiveTable.withoutKeys(console));
      if (keyboard != null) {
        keyboard.listen(table::redraw, this::press);
      }
    }

    private void press(Key key) {
      if (!table.key(key)) {
        // The same as Ctrl-C, which ends the watch in order.
        Runtime.getRuntime().exit(ExitCode.OK);
      }
    }

    @Override
    public void change(EndpointsEvent event, Duration since, Instant now) {
      store.onNotice(new Change(event, WatchNotice.Source.WATCH));
      if (store.isSynced()) {
        table.draw(store.all());
      }
    }

    @Override
    public void synced() {
      store.onNotice(new WatchNotice.Synced(null, false));
      table.draw(store.all());
    }

    @Override
    public void end() throws IOException {
      table.close();
      if (keyboard != null) {
        keyboard.close();
      }
    }
  }

  /** Thrown by the listener when it has seen what was asked for. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
