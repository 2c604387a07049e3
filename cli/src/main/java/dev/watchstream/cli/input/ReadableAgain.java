package dev.watchstream.cli.input;

import dev.watchstream.fixtures.LogImport;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.WatchStreamException;
import dev.watchstream.parser.stream.EndpointsParser;
import org.jspecify.annotations.Nullable;

/**
 * Admits to a recording only objects that the parser, and so every command, can read. Objects are
 * judged in the order of the stream.
 */
public final class ReadableAgain implements LogImport.Judge {

  private final EndpointsParser parser =
      EndpointsParser.create(event -> {}, ParserOptions.defaults().withSkipOtherKinds(true));

  @Override
  public @Nullable String refusal(byte[] bytes, int offset, int length) {
    try {
      parser.feed(bytes, offset, length);
      return null;
    } catch (WatchStreamException e) {
      parser.reset();
      return e.problem();
    }
  }
}
