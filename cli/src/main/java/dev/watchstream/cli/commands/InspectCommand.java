package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.Selection;
import dev.watchstream.cli.input.Source;
import dev.watchstream.cli.input.StreamOptions;
import dev.watchstream.cli.input.StreamReading;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.Text;
import dev.watchstream.fixtures.Chunk;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code watchstream inspect}. */
@Command(
    description = "Tells what is in a recording.",
    footer = {"", "Example:", "  watchstream inspect one-pod-rollout"})
public final class InspectCommand implements Callable<Integer> {

  private static final int OBJECTS_SHOWN = 10;

  private final Console console;

  @Mixin Selection selection = new Selection();

  @Mixin StreamOptions options = new StreamOptions();

  public InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Summary summary = new Summary();
    try (Source in = Source.open(selection.source(), console)) {
      try {
        StreamReading.read(in, console, options, selection, summary);
      } finally {
        if (in.recording() != null) {
          print(in.recording());
        }
        line("bytes", String.format(Locale.ROOT, "%,d", in.in().count()));
        print(summary);
      }
    }
    return ExitCode.OK;
  }

  private void print(Recording recording) throws IOException {
    line("recording", recording.name());
    RecordingInfo info = recording.info();
    RecordingInfo.Request request = info.request();
    if (request != null) {
      String query = request.query() == null ? "" : "?" + request.query();
      line("request", Text.excerpt(request.method() + " " + request.path() + query));
    }
    if (info.response() != null) {
      line("response", Integer.toString(info.response().status()));
    }
    line("server", info.serverVersion() == null ? null : Text.excerpt(info.serverVersion()));
    line("started", info.startedAt());
    line("ended", info.ended() == null ? null : info.ended().name().toLowerCase(Locale.ROOT));
    List<Chunk> chunks = recording.chunks();
    if (!chunks.isEmpty()) {
      line("duration", Text.seconds(Duration.ofNanos(chunks.get(chunks.size() - 1).offsetNanos())));
      line("chunks", Integer.toString(chunks.size()));
    }
    if (!info.segments().isEmpty()) {
      line("segments", Integer.toString(info.segments().size()));
    }
    for (RecordingInfo.Gap gap : info.gaps()) {
      line("gap", "at byte " + gap.offset() + ": " + Text.excerpt(gap.lost()));
    }
    if (info.gaps().isEmpty()) {
      line("gaps", "none recorded");
    }
    if (!info.notes().isEmpty()) {
      line("notes", Integer.toString(info.notes().size()));
    }
  }

  private void print(Summary summary) {
    StringBuilder types = new StringBuilder();
    summary.events.forEach(
        (type, count) -> types.append(", ").append(count).append(' ').append(type));
    line("events", summary.eventCount + (types.isEmpty() ? "" : ": " + types.substring(2)));
    if (summary.eventCount > 0) {
      line("largest", Text.bytes(summary.largest) + ", event " + summary.largestEvent);
    }
    if (summary.firstVersion != null) {
      line("versions", Text.excerpt(summary.firstVersion + " to " + summary.lastVersion));
    }
    line("objects", Integer.toString(summary.objects.size()));
    summary.objects.entrySet().stream()
        .sorted(Comparator.comparingLong(e -> -e.getValue().bytes))
        .limit(OBJECTS_SHOWN)
        .forEach(e -> console.println("  " + object(e)));
    int more = summary.objects.size() - OBJECTS_SHOWN;
    if (more > 0) {
      console.println("  and " + more + " more");
    }
  }

  private static String object(Map.Entry<String, Summary.ObjectCounts> entry) {
    Summary.ObjectCounts counts = entry.getValue();
    return Text.excerpt(entry.getKey())
        + ": "
        + Text.count(counts.events, "event")
        + ", "
        + Text.bytes(counts.bytes)
        + ", up to "
        + counts.addressesMost
        + " addresses";
  }

  private void line(String name, @Nullable Object value) {
    if (value != null) {
      console.println(String.format(Locale.ROOT, "%-10s %s", name, value));
    }
  }
}
