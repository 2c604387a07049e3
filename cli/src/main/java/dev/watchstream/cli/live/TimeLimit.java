package dev.watchstream.cli.live;

import dev.watchstream.cli.output.DurationConverter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of how long to watch a server. */
public final class TimeLimit {

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Stop after this long, such as 90s, 30m, 1h.")
  @Nullable Duration limit;
}
