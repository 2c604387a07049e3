package dev.watchstream.cli.commands;

import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.SizeConverter;
import dev.watchstream.cli.output.Text;
import dev.watchstream.cli.output.UnfinishedFile;
import dev.watchstream.fixtures.synthetic.SyntheticStream;
import dev.watchstream.fixtures.synthetic.SyntheticStream.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code watchstream generate}. */
@Command(
    description = {
      "Writes a synthetic stream of any size.",
      "It has the form a server would send it in. The same options give the same bytes."
    },
    footer = {
      "",
      "Examples:",
      "  watchstream generate rollout --pods 1000 --size 5G | watchstream extract",
      "  watchstream generate list --size 2G --out list.json",
      "  watchstream generate cluster --services 2000 --slices --server-version 1.33",
      "  watchstream generate zipf --services 5000 --slices --events 100000 --seed 7"
    })
public final class GenerateCommand implements Callable<Integer> {

  /** What happens in the stream. */
  public enum Kind {
    ROLLOUT,
    FLIPS,
    ZIPF,
    CLUSTER,
    LIST,
    DIRTY,
    PERMUTED,
    MANAGED_FIELDS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Reads a kind as it is written on the command line. */
  static final class KindConverter implements ITypeConverter<Kind> {

    @Override
    public Kind convert(String text) {
      for (Kind kind : Kind.values()) {
        if (kind.toString().equalsIgnoreCase(text)) {
          return kind;
        }
      }
      throw new TypeConversionException("'" + text + "' is none of " + List.of(Kind.values()));
    }
  }

  /** Reads {@code 1.37} as 37. */
  static final class MinorConverter implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
      if (!text.matches("1\\.\\d{2}")) {
        throw new TypeConversionException("'" + text + "' is not a version such as 1.37");
      }
      return Integer.valueOf(text.substring(2));
    }
  }

  private static final long DEFAULT_EVENTS = 1000;

  private final Console console;

  @Parameters(
      paramLabel = "KIND",
      converter = KindConverter.class,
      description = {
        "rollout: a Deployment is rolled again and again;",
        "flips: pods become not ready and ready;",
        "zipf: changes of many small services, interleaved;",
        "cluster: of all services of a cluster, large and small, differently labelled;",
        "managed-fields: the same, with much metadata;",
        "list: a list of services that are all different;",
        "dirty: every address changes in every event;",
        "permuted: subsets that change places."
      })
  Kind kind = Kind.ROLLOUT;

  @Option(
      names = "--pods",
      paramLabel = "N",
      description = "Of rollout, flips, dirty (default: ${DEFAULT-VALUE}).")
  int pods = 1000;

  @Option(
      names = "--step",
      paramLabel = "N",
      description = "How many pods rollout replaces at a time (default: ${DEFAULT-VALUE}).")
  int step = 1;

  @Option(names = "--slices", description = "EndpointSlices instead of Endpoints.")
  boolean slices;

  @Option(
      names = "--server-version",
      paramLabel = "1.N",
      converter = MinorConverter.class,
      description = "As the controllers of Kubernetes 1.21 to 1.38 write (default: 1.37).")
  int serverVersion = 37;

  @Option(
      names = "--services",
      paramLabel = "N",
      description = "Of zipf, cluster, managed-fields (default: ${DEFAULT-VALUE}).")
  int services = 5000;

  @Option(
      names = "--addresses",
      paramLabel = "N",
      description = "Of each service of list, each subset of permuted (default: ${DEFAULT-VALUE}).")
  int addresses = 3;

  @Option(
      names = "--subsets",
      paramLabel = "N",
      description = "Of permuted (default: ${DEFAULT-VALUE}).")
  int subsets = 8;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Another seed, another stream (default: 0).")
  long seed;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description =
          "Stop at the first event that reaches this many bytes, such as 5G (powers of 1024).")
  @Nullable Long size;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Stop after this many events, or items of a list (default: 1000).")
  @Nullable Long events;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "A file to make, instead of standard output.")
  @Nullable Path output;

  public GenerateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    SyntheticStream stream = stream();
    Size atLeast = atLeast();
    if (output == null) {
      stream.writeTo(console.out(), atLeast);
    } else {
      writeFile(stream, atLeast, output);
    }
    return ExitCode.OK;
  }

  private void writeFile(SyntheticStream stream, Size atLeast, Path file) throws IOException {
    try (UnfinishedFile out = UnfinishedFile.create(file, console)) {
      Size written = stream.writeTo(out, atLeast);
      out.finish();
      console.println(
          file + ": " + Text.count(written.events(), "event") + ", " + Text.bytes(written.bytes()));
    }
  }

  private SyntheticStream stream() {
    try {
      SyntheticStream stream =
          switch (kind) {
            case ROLLOUT -> SyntheticStream.rollout(pods, step);
            case FLIPS -> SyntheticStream.readinessFlips(pods);
            case ZIPF -> SyntheticStream.zipf(services);
            case CLUSTER -> SyntheticStream.clusterWide(services);
            case LIST -> SyntheticStream.coldList(addresses);
            case DIRTY -> SyntheticStream.everyAddressDirty(pods);
            case PERMUTED -> SyntheticStream.permutedSubsets(subsets, addresses);
            case MANAGED_FIELDS -> SyntheticStream.managedFields(services);
          };
      return (slices ? stream.inSlices() : stream).withServerVersion(serverVersion).withSeed(seed);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw CommandException.usage(Text.message(e));
    }
  }

  private Size atLeast() {
    if (size != null && events != null) {
      throw CommandException.usage("--size and --events exclude one another");
    }
    if ((size != null && size < 0) || (events != null && events < 0)) {
      throw CommandException.usage("--size and --events must not be negative");
    }
    if (size != null) {
      return Size.ofBytes(size);
    }
    return Size.ofEvents(events == null ? DEFAULT_EVENTS : events);
  }
}
