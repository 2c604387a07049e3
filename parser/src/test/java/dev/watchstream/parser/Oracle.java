package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@link TreeReader} reads from a stream: the events, and the error that ended them, or null.
 */
record Oracle(List<String> events, Exception error) {

  static Oracle of(byte[] stream, ParserOptions options) {
    List<String> events = new ArrayList<>();
    CharBuffer chars = CharBuffer.allocate(stream.length + 1);
    CoderResult decoded =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(stream), chars, true);
    chars.flip();
    String text = chars.toString();
    try {
      new TreeReader(options.readPorts(), events::add)
          .read(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text));
      return new Oracle(events, decoded.isError() ? new IOException(decoded.toString()) : null);
    } catch (TreeReader.BadData | JsonProcessingException e) {
      return new Oracle(events, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The parser must give the same events and fail where the oracle does, whatever the chunking. */
  static Outcome check(byte[] stream, ParserOptions options) {
    Outcome outcome = Outcome.atEveryChunking(stream, options);
    Oracle oracle = of(stream, options);
    boolean isCutInList =
        oracle.error instanceof JsonProcessingException
            && outcome.events().size() > oracle.events.size();
    if (isCutInList) {
      // There is only a whole tree or none; the parser has handed out the items before the bad
      // byte.
      int trees = oracle.events.size();
      assertThat(outcome.events().subList(0, trees)).isEqualTo(oracle.events);
      assertThat(outcome.events().subList(trees, outcome.events().size()))
          .allMatch(event -> event.startsWith("LISTED ") || event.startsWith("StatusEvent["));
    } else {
      assertThat(outcome.events()).isEqualTo(oracle.events);
    }
    assertThat(outcome.error() == null)
        .as("parser: %s, oracle: %s", outcome.error(), oracle.error)
        .isEqualTo(oracle.error == null);
    if (oracle.error instanceof TreeReader.BadData bad && !bad.isOfRoot()) {
      assertThat(outcome.error()).isInstanceOf(UnexpectedDataException.class);
    }
    return outcome;
  }
}
