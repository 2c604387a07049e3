package dev.watchstream.cli.input;

import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.SizeConverter;
import dev.watchstream.cli.output.Text;
import dev.watchstream.fixtures.input.AnnotatedLog;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.ParserOptions.Reader;
import picocli.CommandLine.Option;

/** The options of how to read a stream, shared by all commands that read one. */
public final class StreamOptions {

  private static final long MOST_LENIENT_BYTES = 256 << 20;

  @Option(
      names = "--lenient",
      description =
          "Read the events out of whatever stands around them: text, timestamps, arrays, other JSON,"
              + " strings. What is skipped is warned of.")
  boolean lenient;

  @Option(
      names = "--skip-other-kinds",
      description = "Pass over objects that are neither Endpoints nor EndpointSlices.")
  boolean skipOtherKinds;

  @Option(
      names = "--max-event-bytes",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description =
          "The most bytes of one event or list item (default: 8M; K, M, G are powers of 1024).")
  long maxEventBytes = ParserOptions.DEFAULT_MAX_EVENT_BYTES;

  @Option(
      names = "--max-name-length",
      paramLabel = "CHARS",
      description = "The most characters of one JSON member name (default: 1024).")
  int maxNameLength = ParserOptions.DEFAULT_MAX_NAME_LENGTH;

  @Option(
      names = "--max-nesting-depth",
      paramLabel = "LEVELS",
      description = "The most objects and arrays inside one another (default: 500).")
  int maxNestingDepth = ParserOptions.DEFAULT_MAX_NESTING_DEPTH;

  @Option(
      names = "--reader",
      description =
          "accelerated (the default) compares with what was read before; plain reads every byte with"
              + " Jackson. They tell the same.")
  Reader reader = Reader.ACCELERATED;

  /** Whether text other than events is skipped. */
  public boolean isLenient() {
    return lenient;
  }

  ParserOptions toParserOptions() {
    if (maxEventBytes < 2 || maxEventBytes > Integer.MAX_VALUE) {
      throw CommandException.usage("--max-event-bytes must be from 2 to " + Integer.MAX_VALUE);
    }
    try {
      return ParserOptions.defaults()
          .withSkipOtherKinds(skipOtherKinds)
          .withMaxEventBytes((int) maxEventBytes)
          .withMaxNameLength(maxNameLength)
          .withMaxNestingDepth(maxNestingDepth)
          .withReader(reader)
          .withMaxRecalledBytes(
              Math.min(
                  ParserOptions.DEFAULT_MAX_RECALLED_BYTES, Runtime.getRuntime().maxMemory() / 4));
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(Text.message(e));
    }
  }

  /** For {@code --lenient}, which keeps a whole object in memory and so has a lower maximum. */
  AnnotatedLog.Limits toLogLimits() {
    return new AnnotatedLog.Limits(
        (int) Math.min(maxEventBytes, MOST_LENIENT_BYTES),
        AnnotatedLog.Limits.DEFAULT.maxRemarkBytes());
  }
}
