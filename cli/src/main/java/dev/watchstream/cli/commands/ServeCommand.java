package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.Source;
import dev.watchstream.cli.live.Interruption;
import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.OptionalPort;
import dev.watchstream.cli.page.Connections;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.replay.ReplayServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code watchstream serve}. */
@Command(
    description = {
      "Serves recordings as the API server that they were recorded from would, until Ctrl-C.",
      "Prints \"serving URL\" on standard output when it is ready, and then a line for each request"
          + " on standard error when it is over."
    },
    footer = {
      "",
      "In a terminal, a letter and Enter: " + ServeKeys.HELP + ".",
      "",
      "Examples:",
      "  watchstream serve",
      "  watchstream serve --port 0 --speed 10x --clock shared fleet-rollout",
      "  watchstream serve --page --speed 2x --loop one-pod-rollout",
      "  watchstream serve --fault cut@event=3 --fault status=503@request=1 watch.log",
      "  watchstream serve --tls --token-file token --kubeconfig-out kubeconfig"
    })
public final class ServeCommand implements Callable<Integer> {

  /** Whether each watch has its own replay clock, or all share one. */
  enum Clock {
    WATCH,
    SHARED
  }

  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "RECORDING",
      defaultValue = "passport-auth",
      description =
          "The name of a shipped recording (default: passport-auth), a recording's folder, or a"
              + " file such as curl -N writes; of Endpoints or of whatever else the API has."
              + " Several are served together.")
  List<String> recordings = new ArrayList<>();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where to listen (default: 8080); 0 takes a free one.")
  int port = 8080;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "The address to listen on (default: 127.0.0.1); 0.0.0.0 lets others in.")
  String host = "127.0.0.1";

  @Option(
      names = "--speed",
      paramLabel = "SPEED",
      description = "How fast time goes by: 0.1 to 1000, or max (default: 1).")
  String speed = "1";

  @Option(
      names = "--clock",
      paramLabel = "watch|shared",
      description =
          "Each watch sees the whole story (the default), or all share one cluster, whose story"
              + " begins with the server.")
  Clock clock = Clock.WATCH;

  @Option(names = "--paused", description = "Let time stand still at first.")
  boolean paused;

  @Option(
      names = "--loop",
      description = "Begin anew when the story is over, under fresh resourceVersions.")
  boolean loop;

  @Option(names = "--tls", description = "HTTPS, with a certificate authority made at the start.")
  boolean tls;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "Answer only clients that send it. Other users of this machine see it in the list of"
              + " processes.")
  @Nullable String token;

  @Option(names = "--token-file", paramLabel = "FILE", description = "The same, read from a file.")
  @Nullable Path tokenFile;

  @Option(
      names = "--fault",
      paramLabel = "FAULT",
      description = "Something to go wrong on purpose; may be given several times.")
  List<String> faults = new ArrayList<>();

  @Option(
      names = "--kubeconfig-out",
      paramLabel = "FILE",
      description = "Write a kubeconfig; overwrites only a file that serve has written.")
  @Nullable Path kubeconfigOut;

  @Option(
      names = "--ca-out",
      paramLabel = "FILE",
      description =
          "Write the certificate authority of --tls, in PEM; overwrites only a file that serve has"
              + " written.")
  @Nullable Path caOut;

  @Option(
      names = "--http-control",
      description =
          "Let clients steer: GET /control, POST /control/pause, resume, step, speed?value=2x, loop?value=off,"
              + " seek?to=10s, faults?fault=FAULT (without one, all are removed).")
  boolean httpControl;

  @Option(
      names = "--page",
      paramLabel = "PORT",
      arity = "0..1",
      parameterConsumer = OptionalPort.class,
      description =
          "Serve a page that shows the story and steers it: play, pause, step, seek, speed, loop,"
              + " faults. On the loopback address, at a free port unless one is named. All share one clock;"
              + " a recording without times gets an event a second.")
  @Nullable Integer page;

  @Option(names = "--no-watch-list", description = "The same as --gate WatchList=false.")
  boolean noWatchList;

  @Option(
      names = "--server-version",
      paramLabel = "VERSION",
      defaultValue = "recorded",
      description =
          "The Kubernetes version to play, 1.21 to 1.38, or recorded (the default): what the"
              + " recording says, 1.37 where it says nothing.")
  String serverVersion = "recorded";

  @Option(
      names = "--gate",
      paramLabel = "NAME=true|false",
      description =
          "A feature gate that is not as the version has it by default: WatchList,"
              + " WatchListCompression.")
  Map<String, Boolean> gates = new LinkedHashMap<>();

  /** Rendered lazily: the classes of the faults are loaded only when the help is printed. */
  @Spec
  void spec(CommandSpec spec) {
    spec.usageMessage()
        .sectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_FOOTER,
            help -> help.footer() + "\n" + ServeFaults.help(help));
  }

  public ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (caOut != null && !tls) {
      throw CommandException.usage("--ca-out goes with --tls");
    }
    List<Recording> opened = open();
    List<Recording> served = page == null ? opened : ServePage.timed(opened);
    Connections connections = new Connections();
    try (ReplayServer server = ServeSetup.start(this, served, console, connections);
        ServePage shown = ServePage.of(this, opened, server, connections);
        Interruption interruption = Interruption.awaited(console)) {
      if (kubeconfigOut != null) {
        server.writeKubeconfig(kubeconfigOut);
      }
      if (caOut != null) {
        server.writeCaPem(caOut);
      }
      console.println("serving " + server.baseUrl() + " as Kubernetes " + server.serverVersion());
      shown.announce(console);
      ServeHints.of(opened.get(0), server.baseUrl(), this).forEach(console::println);
      console.flush();
      if (console.terminal().isIn()) {
        ServeKeys.listen(console, server, interruption);
      }
      interruption.await();
    }
    return ExitCode.OK;
  }

  private List<Recording> open() {
    List<Recording> opened = new ArrayList<>();
    for (String recording : recordings) {
      opened.add(Source.openStrictly(recording, console));
    }
    return opened;
  }

  boolean asksForToken() {
    return token != null || tokenFile != null;
  }
}
