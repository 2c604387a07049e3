package dev.watchstream.cli.commands;

import dev.watchstream.cli.live.LiveWatch;
import dev.watchstream.cli.live.ServerOptions;
import dev.watchstream.cli.live.TimeLimit;
import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.NewRecording;
import dev.watchstream.cli.output.Progress;
import dev.watchstream.cli.output.SizeConverter;
import dev.watchstream.cli.output.Text;
import dev.watchstream.client.ApiServer;
import dev.watchstream.client.EndpointsWatch;
import dev.watchstream.client.WatchNotice;
import dev.watchstream.client.record.Recorder;
import dev.watchstream.client.record.Redaction;
import dev.watchstream.fixtures.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code watchstream record}. */
@Command(
    description = {
      "Records a watch, byte for byte and chunk by chunk, until Ctrl-C or a limit.",
      "The recording begins with the present state, and says where it was resumed and what is"
          + " missing. It holds what the server sends to a plain watch, such as curl's."
    },
    footer = {
      "",
      "Examples:",
      "  watchstream record --server http://127.0.0.1:8080 passport-auth --out upgrade",
      "  watchstream record -A --slices --for 30m --redact --out shareable"
    })
public final class RecordCommand implements Callable<Integer> {

  private final Console console;

  @Mixin ServerOptions server = new ServerOptions();

  @Mixin TimeLimit time = new TimeLimit();

  @Mixin NewRecording out = new NewRecording();

  @Option(
      names = "--max-bytes",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description = "Stop after this many bytes (K, M, G are powers of 1024).")
  long maxBytes = Long.MAX_VALUE;

  @Option(
      names = "--rotate-bytes",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description = "Go on in RECORDING-2, RECORDING-3 and so on when one has this many bytes.")
  long rotateBytes = Long.MAX_VALUE;

  @Option(
      names = "--bookmarks",
      description =
          "Ask for bookmarks, and record them: in a busy cluster a watch of something quiet is then"
              + " resumed without a gap.")
  boolean bookmarks;

  @Option(
      names = "--redact",
      description = "Write pseudonyms for names, addresses and nodes; see watchstream redact.")
  boolean redact;

  public RecordCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    ApiServer api = server.toServer();
    Recorder recorder;
    try {
      Recorder.Builder builder =
          Recorder.to(out.folder())
              .maxBytes(maxBytes)
              .rotateBytes(rotateBytes)
              .serverVersion(api.askVersion());
      if (redact) {
        builder.redaction(Redaction.create());
      }
      recorder = builder.build();
    } catch (IOException | IllegalArgumentException e) {
      throw CommandException.usage(Text.message(e));
    }
    EndpointsWatch.Builder watch =
        server
            .toWatch(api)
            .initialState(EndpointsWatch.InitialState.WATCH)
            .bookmarks(bookmarks)
            .recordTo(recorder);
    Progress progress = new Progress(console.err(), console.terminal().isErr(), System::nanoTime);
    long[] seen = {0, 0};
    LiveWatch.run(
        console,
        watch,
        time,
        console::say,
        notice -> {
          if (notice instanceof WatchNotice.Change) {
            progress.add(recorder.bytes() - seen[0], ++seen[1]);
            seen[0] = recorder.bytes();
          }
        },
        () -> {
          progress.done();
          recorder.close();
          sumUp(recorder, seen[1]);
        });
    if (!Files.exists(out.folder())) {
      throw CommandException.badStream("nothing was recorded: no watch was answered");
    }
    if (seen[1] == 0) {
      throw CommandException.badStream(
          out.folder() + ": nothing of that name or selection was there, or came");
    }
    return ExitCode.OK;
  }

  private void sumUp(Recorder recorder, long changes) throws IOException {
    if (!Files.exists(out.folder())) {
      return;
    }
    int gaps = Recording.open(out.folder()).info().gaps().size();
    console.println(
        out.folder()
            + ": "
            + Text.count(recorder.bytes(), "byte")
            + ", "
            + Text.count(changes, "change")
            + (gaps == 0 ? "" : ", " + Text.count(gaps, "gap"))
            + (recorder.recordings() == 1 ? "" : ", in " + recorder.recordings() + " recordings"));
  }
}
