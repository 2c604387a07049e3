package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.Selection;
import dev.watchstream.cli.input.Source;
import dev.watchstream.cli.input.StreamOptions;
import dev.watchstream.cli.input.TimelineReading;
import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.Text;
import dev.watchstream.timeline.Comparison;
import dev.watchstream.timeline.Timeline;
import dev.watchstream.timeline.picture.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code watchstream picture}. */
@Command(
    description = {
      "Draws what happened to services, as one file that needs nothing else.",
      "HTML can be zoomed, filtered and asked about each pod; SVG stands still, for a README."
    },
    footer = {
      "",
      "Examples:",
      "  watchstream picture fleet-rollout --out rollout.html",
      "  watchstream picture passport-auth --out rollout.svg",
      "  watchstream picture cluster.ndjson web/shop --since +2m --until +5m --out shop.html",
      "  watchstream picture --compare before.ndjson after.ndjson --out both.html",
      "  curl -sN $APISERVER/api/v1/watch/endpoints?timeoutSeconds=60 |",
      "    watchstream picture - --out minute.html"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
public final class PictureCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "What to write: its name ends in .html or .svg.")
  Path out;

  @Option(
      names = "--compare",
      paramLabel = "RECORDING",
      description =
          "Draw the first rollout of another stream above this one's, on one time axis that begins"
              + " where each of them does.")
  @Nullable String compared;

  @Mixin Selection selection = new Selection();

  @Mixin StreamOptions options = new StreamOptions();

  public PictureCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    String name = String.valueOf(out.getFileName());
    boolean isHtml = name.endsWith(".html");
    if (!isHtml && !name.endsWith(".svg")) {
      throw CommandException.usage("--out " + out + ": a picture's name ends in .html or .svg");
    }
    Files.writeString(out, compared == null ? alone(isHtml) : compared(compared, isHtml));
    return ExitCode.OK;
  }

  private String alone(boolean isHtml) throws IOException {
    Timeline timeline = read(selection.source());
    if (timeline.services().isEmpty()) {
      throw CommandException.badStream(
          "%s: %s%s, and none changed an address, so there is nothing to draw; watchstream extract %s shows what is in it"
              .formatted(
                  selection.source(),
                  Text.count(timeline.events(), "event"),
                  timeline.marks().stream()
                      .map(mark -> " (" + mark.text() + ")")
                      .findFirst()
                      .orElse(""),
                  selection.source()));
    }
    return isHtml ? Picture.html(timeline) : Picture.svg(timeline);
  }

  private String compared(String other, boolean isHtml) throws IOException {
    Comparison comparison = new Comparison(side(other), side(selection.source()));
    return isHtml ? Picture.html(comparison) : Picture.svg(comparison);
  }

  private Comparison.Side side(String source) throws IOException {
    Timeline timeline = read(source);
    long services = timeline.services().stream().filter(s -> !s.rollouts().isEmpty()).count();
    Comparison.Side side =
        Comparison.Side.of(timeline)
            .orElseThrow(
                () ->
                    CommandException.badStream(
                        source + ": no rollout in it, so there is nothing to compare"));
    if (services > 1) {
      console
          .err()
          .println(
              "%s: %s services were rolled out; drawn is %s, the first: name another"
                  .formatted(source, services, side.service().name()));
    }
    return side;
  }

  private Timeline read(String source) throws IOException {
    try (Source in = Source.open(source, console)) {
      return TimelineReading.read(in, console, options, selection);
    }
  }
}
