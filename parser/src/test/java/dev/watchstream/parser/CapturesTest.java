package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Captures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file that was captured from a real API server, including those that are not JSON, against
 * the oracle and at every chunking. The two rollouts of a thousand pods are in {@link FleetTest}.
 */
class CapturesTest {

  private static final String FLEET = "04-fleet/";

  private static final ParserOptions ADDRESSES = ParserOptions.defaults();
  private static final ParserOptions PORTS = ADDRESSES.withReadPorts(true);

  private static final List<String> KINDS =
      List.of(" Endpoints ", " EndpointSlice ", "BookmarkEvent[", "ListEndEvent[", "StatusEvent[");

  static List<String> names() throws IOException {
    return Captures.names().stream().filter(name -> !isLarge(name)).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_capture_is_read_as_the_oracle_reads_it(String name) throws IOException {
    byte[] body = body(name);
    Oracle.check(body, ADDRESSES);
    Oracle.check(body, PORTS);
  }

  @Test
  void every_capture_is_read_as_what_it_is() throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    for (String name : names()) {
      found.merge(whatIsIn(Outcome.of(body(name), 0, ADDRESSES)), 1, Integer::sum);
    }
    assertThat(found)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "Endpoints", 57,
                "Endpoints and BookmarkEvent", 8,
                "Endpoints and ListEndEvent", 21,
                "EndpointSlice and BookmarkEvent", 2,
                "EndpointSlice and ListEndEvent", 2,
                "ListEndEvent", 2,
                "StatusEvent", 56,
                "nothing", 18,
                // Tables, other kinds, discovery; and numbers, which is how an .idx begins.
                "nothing, then UnexpectedDataException", 54,
                // HTTP heads, logs, YAML, protobuf, kubectl's tables.
                "nothing, then MalformedStreamException", 136));
    assertThat(Captures.names()).hasSize(names().size() + 2);
  }

  /** The kinds of the events, and the error that ended the stream, if any. */
  private static String whatIsIn(Outcome outcome) {
    String kinds =
        KINDS.stream()
            .filter(kind -> outcome.events().stream().anyMatch(event -> event.contains(kind)))
            .map(kind -> kind.replaceAll("[ \\[]", ""))
            .collect(Collectors.joining(" and "));
    return (kinds.isEmpty() ? "nothing" : kinds)
        + (outcome.error() == null ? "" : ", then " + outcome.error().getClass().getSimpleName());
  }

  private static boolean isLarge(String name) {
    return name.startsWith(FLEET) && name.endsWith(".zst");
  }

  /** What a client's HTTP stack would hand to the parser: no head, not compressed. */
  static byte[] body(String name) throws IOException {
    byte[] bytes;
    try (InputStream in = Captures.open(name)) {
      bytes = in.readAllBytes();
    }
    String text = new String(bytes, ISO_8859_1);
    if (text.startsWith("HTTP/")) {
      int head = text.indexOf("\r\n\r\n");
      bytes = Arrays.copyOfRange(bytes, head < 0 ? bytes.length : head + 4, bytes.length);
    }
    boolean isGzip = bytes.length > 2 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
    if (isGzip) {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        return in.readAllBytes();
      }
    }
    return bytes;
  }
}
