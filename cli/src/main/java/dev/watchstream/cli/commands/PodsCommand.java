package dev.watchstream.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchstream.cli.input.Selection;
import dev.watchstream.cli.input.Source;
import dev.watchstream.cli.input.StreamOptions;
import dev.watchstream.cli.input.TimelineReading;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.Csv;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.Text;
import dev.watchstream.timeline.Moment;
import dev.watchstream.timeline.PodTimeline;
import dev.watchstream.timeline.ServiceTimeline;
import dev.watchstream.timeline.Timeline;
import dev.watchstream.timeline.text.CsvLine;
import dev.watchstream.timeline.text.JsonLines;
import dev.watchstream.timeline.text.TruncationWords;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code watchstream pods}. */
@Command(
    description = {
      "Tells what happened to each pod: one row a pod.",
      "When it appeared, was ready for the first time, and went; times are seconds from the start."
    },
    footer = {
      "",
      "Examples:",
      "  watchstream pods one-pod-rollout",
      "  watchstream pods fleet-rollout --output csv > pods.csv",
      "  watchstream pods cluster.ndjson web/shop --output ndjson"
    })
public final class PodsCommand implements Callable<Integer> {

  /** The form of the output. */
  enum Output {
    TABLE,
    CSV,
    NDJSON
  }

  /** Scripts rely on these names and their order. */
  private static final List<String> COLUMNS =
      List.of(
          "namespace",
          "service",
          "kind",
          "pod",
          "ip",
          "node",
          "zone",
          "template",
          "appearedEvent",
          "appeared",
          "readyEvent",
          "ready",
          "timeToReady",
          "goneEvent",
          "gone");

  private final Console console;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|csv|ndjson",
      description = "A table (the default), CSV with a head, or one JSON object a pod.")
  Output output = Output.TABLE;

  @Mixin Selection selection = new Selection();

  @Mixin StreamOptions options = new StreamOptions();

  public PodsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Timeline timeline;
    try (Source in = Source.open(selection.source(), console)) {
      timeline = TimelineReading.read(in, console, options, selection);
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (ServiceTimeline service : timeline.services()) {
      service.pods().forEach(pod -> rows.add(row(service, pod)));
      if (!service.truncations().isEmpty()) {
        String words = TruncationWords.of(service.truncations());
        console.say("warning: " + service.name() + ": " + words);
      }
    }
    switch (output) {
      case TABLE -> table(rows);
      case CSV -> csv(rows);
      case NDJSON -> ndjson(rows);
    }
    return ExitCode.OK;
  }

  private static @Nullable Object[] row(ServiceTimeline service, PodTimeline pod) {
    Moment ready = pod.firstReady();
    Moment gone = pod.gone();
    return new @Nullable Object[] {
      service.name().namespace(),
      service.name().name(),
      service.name().kind(),
      pod.name(),
      pod.address().ip(),
      pod.address().nodeName(),
      pod.address().zone(),
      pod.template(),
      pod.appeared().event(),
      pod.appeared().time(),
      ready == null ? null : ready.event(),
      ready == null ? null : ready.time(),
      pod.timeToReady(),
      gone == null ? null : gone.event(),
      gone == null ? null : gone.time()
    };
  }

  private void ndjson(List<@Nullable Object[]> rows) throws IOException {
    JsonGenerator json = JsonLines.generator(console.out());
    for (@Nullable Object[] row : rows) {
      json.writeStartObject();
      for (int i = 0; i < row.length; i++) {
        write(json, COLUMNS.get(i), row[i]);
      }
      json.writeEndObject();
      JsonLines.end(json);
    }
  }

  private static void write(JsonGenerator json, String name, @Nullable Object value)
      throws IOException {
    if (value instanceof Duration time) {
      JsonLines.seconds(json, name, time);
    } else if (value instanceof Long number) {
      json.writeNumberField(name, number);
    } else {
      json.writeStringField(name, (String) value);
    }
  }

  private void csv(List<@Nullable Object[]> rows) {
    Csv csv = new Csv(console, COLUMNS.toArray(String[]::new));
    rows.forEach(csv::row);
  }

  private void table(List<@Nullable Object[]> rows) {
    int pod = 3;
    int width = 3;
    for (@Nullable Object[] row : rows) {
      width = Math.max(width, Text.excerpt(String.valueOf(row[pod])).length());
    }
    String format = "%-" + width + "s  %-10s  %12s  %12s  %12s  %12s";
    console.println(
        String.format(
            Locale.ROOT, format, "POD", "TEMPLATE", "APPEARED", "READY", "AFTER", "GONE"));
    for (@Nullable Object[] row : rows) {
      console.println(
          String.format(
                  Locale.ROOT,
                  format,
                  Text.excerpt(String.valueOf(row[pod])),
                  row[7] == null ? "" : row[7],
                  place(row[8], row[9]),
                  place(row[10], row[11]),
                  row[12] instanceof Duration after ? CsvLine.seconds(after) + " s" : "",
                  place(row[13], row[14]))
              .stripTrailing());
    }
  }

  /** The time, or the event where times are not known. */
  private static String place(@Nullable Object event, @Nullable Object time) {
    return time instanceof Duration offset
        ? "+" + CsvLine.seconds(offset) + " s"
        : event == null ? "" : "event " + event;
  }
}
