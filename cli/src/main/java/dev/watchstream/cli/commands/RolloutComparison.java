package dev.watchstream.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchstream.cli.input.Selection;
import dev.watchstream.cli.input.Source;
import dev.watchstream.cli.input.StreamOptions;
import dev.watchstream.cli.input.TimelineReading;
import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.Text;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.ZeroReadySpan;
import dev.watchstream.timeline.ServiceTimeline;
import dev.watchstream.timeline.Timeline;
import dev.watchstream.timeline.text.JsonLines;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows the rollouts of two streams side by side: the first with the first, and so on. */
final class RolloutComparison {

  private static final int LABEL_COLUMNS = 22;
  private static final int LEAST_COLUMNS = 20;

  private final Console console;
  private final StreamOptions options;
  private final Selection selection;

  RolloutComparison(Console console, StreamOptions options, Selection selection) {
    this.console = console;
    this.options = options;
    this.selection = selection;
  }

  void compare(String other, boolean isJson) throws IOException {
    List<Rollout> first = rollouts(other);
    List<Rollout> second = rollouts(selection.source());
    for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
      Rollout left = i < first.size() ? first.get(i) : null;
      Rollout right = i < second.size() ? second.get(i) : null;
      if (isJson) {
        json(left, right);
      } else {
        console.print(i == 0 ? "" : "\n");
        row("", new @Nullable String[] {other, selection.source()});
        table(left, right);
      }
    }
  }

  private List<Rollout> rollouts(String name) throws IOException {
    Timeline timeline;
    try (Source in = Source.open(name, console)) {
      timeline = TimelineReading.read(in, console, options, selection);
    }
    List<Rollout> rollouts = new ArrayList<>();
    for (ServiceTimeline service : timeline.services()) {
      rollouts.addAll(service.rollouts());
    }
    if (rollouts.isEmpty()) {
      throw CommandException.badStream(name + ": no rollout in it, so there is nothing to compare");
    }
    return rollouts;
  }

  private void json(@Nullable Rollout left, @Nullable Rollout right) throws IOException {
    JsonGenerator json = JsonLines.generator(console.out());
    json.writeStartObject();
    side(json, "first", left);
    side(json, "second", right);
    json.writeEndObject();
    JsonLines.end(json);
  }

  private static void side(JsonGenerator json, String name, @Nullable Rollout rollout)
      throws IOException {
    if (rollout != null) {
      json.writeFieldName(name);
      new RolloutJson(json).write(rollout, null);
    }
  }

  private void table(@Nullable Rollout left, @Nullable Rollout right) {
    row("service", left, right, rollout -> rollout.service().toString());
    row("rollout", left, right, r -> String.join("+", r.from()) + " → " + r.to());
    row("events", left, right, r -> r.firstEvent() + " to " + r.lastEvent());
    row("complete", left, right, r -> r.complete() ? "yes" : "no");
    row("duration", left, right, r -> seconds(r.duration()));
    row("ready before", left, right, r -> Integer.toString(r.readyBefore()));
    row("lowest ready", left, right, r -> Integer.toString(r.readyMin()));
    row("surge", left, right, r -> Integer.toString(r.surge()));
    row("most not ready", left, right, r -> Integer.toString(r.notReadyMax()));
    row("none ready", left, right, RolloutComparison::zeroReady);
    row("pods timed to ready", left, right, r -> Integer.toString(r.timesToReady().size()));
    row("time to ready, p50", left, right, r -> seconds(r.timeToReady(0.5)));
    row("               p90", left, right, r -> seconds(r.timeToReady(0.9)));
    row("               p99", left, right, r -> seconds(r.timeToReady(0.99)));
    row("           slowest", left, right, r -> seconds(r.timeToReady(1)));
  }

  private static String zeroReady(Rollout rollout) {
    if (rollout.zeroReady().isEmpty()) {
      return "never";
    }
    Duration sum = Duration.ZERO;
    for (ZeroReadySpan span : rollout.zeroReady()) {
      Duration duration = span.duration();
      sum = duration == null ? sum : sum.plus(duration);
    }
    String times = Text.count(rollout.zeroReady().size(), "time");
    return sum.isZero() ? times : times + ", " + Text.seconds(sum);
  }

  private void row(
      String label,
      @Nullable Rollout left,
      @Nullable Rollout right,
      Function<Rollout, @Nullable String> figure) {
    row(
        label,
        new @Nullable String[] {
          left == null ? null : figure.apply(left), right == null ? null : figure.apply(right)
        });
  }

  private void row(String label, @Nullable String[] figures) {
    int room = (Math.min(console.terminal().columns(), 160) - LABEL_COLUMNS) / 2 - 2;
    int columns = Math.max(LEAST_COLUMNS, Math.min(room, 60));
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%-" + LABEL_COLUMNS + "s", label));
    for (@Nullable String figure : figures) {
      String text = Text.shortened(figure == null ? "–" : figure, columns);
      line.append(String.format(Locale.ROOT, "%-" + columns + "s  ", text));
    }
    console.println(line.toString().stripTrailing());
  }

  private static @Nullable String seconds(@Nullable Duration time) {
    return time == null ? null : Text.seconds(time);
  }
}
