package dev.watchstream.cli;

import dev.watchstream.parser.ParserOptions;
import picocli.CommandLine.Option;

/** How to read a stream: the same for every command that does. */
final class StreamOptions {

  @Option(
      names = "--lenient",
      description = "Skip what is not JSON, line by line, with a warning each.")
  boolean lenient;

  @Option(
      names = "--skip-other-kinds",
      description = "Pass over objects that are neither Endpoints nor EndpointSlices.")
  boolean skipOtherKinds;

  @Option(
      names = "--max-event-bytes",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description = "The most bytes of one event or list item (default: 8M).")
  long maxEventBytes = ParserOptions.DEFAULT_MAX_EVENT_BYTES;

  ParserOptions toParserOptions() {
    if (maxEventBytes < 2 || maxEventBytes > Integer.MAX_VALUE) {
      throw CommandException.usage("--max-event-bytes must be from 2 to " + Integer.MAX_VALUE);
    }
    return ParserOptions.defaults()
        .withSkipOtherKinds(skipOtherKinds)
        .withMaxEventBytes((int) maxEventBytes);
  }
}
