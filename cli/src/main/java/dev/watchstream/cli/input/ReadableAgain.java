package dev.watchstream.cli.input;

import dev.watchstream.fixtures.LogImport;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.WatchStreamException;
import dev.watchstream.parser.stream.EndpointsParser;
import org.jspecify.annotations.Nullable;

/** Lets into a recording what every command can read again, in the order in which it is read. */
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
