package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Captures;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rollouts of a thousand pods, 195 MB as Endpoints and 29 MB as EndpointSlices, against the
 * oracle. Of each event only its place and a digest of its text is kept.
 */
class FleetTest {

  private record Digest(int length, int hash) {
    static Digest of(String text) {
      return new Digest(text.length(), text.hashCode());
    }
  }

  @ParameterizedTest
  @CsvSource({
    // The larger one at a few chunk sizes only: it would take half of the time of all tests.
    "ACCELERATED, 04-fleet/rollout-endpoints.body.zst, 194730804,  992, 1 100 65536",
    "ACCELERATED, 04-fleet/rollout-slices.body.zst,     28781192, 1211, 1 2 3 7 100 65536",
    "PLAIN,       04-fleet/rollout-endpoints.body.zst, 194730804,  992, 65536",
    "PLAIN,       04-fleet/rollout-slices.body.zst,     28781192, 1211, 1 2 3 7 100 65536",
  })
  void a_rollout_of_a_thousand_pods_is_read_as_the_oracle_reads_it(
      ParserOptions.Reader reader, String name, long length, int events, String chunkings)
      throws Exception {
    ParserOptions options = ParserOptions.defaults().withReader(reader);
    List<Digest> expected = new ArrayList<>();
    try (InputStream in = Captures.open(name);
        BufferedReader chars = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      new TreeReader(false, text -> expected.add(Digest.of(text))).read(chars);
    }
    assertThat(expected).hasSize(events);

    for (String size : chunkings.split(" ", -1)) {
      int chunking = Integer.parseInt(size);
      List<Digest> found = new ArrayList<>();
      EndpointsParser parser =
          EndpointsParser.create(e -> found.add(Digest.of(Outcome.text(e, options))), options);
      assertThat(feed(parser, name, chunking)).isEqualTo(length);
      parser.endOfInput();
      assertThat(found).as("in pieces of " + chunking).isEqualTo(expected);
    }
  }

  private static long feed(EndpointsParser parser, String name, int chunking) throws IOException {
    byte[] block = new byte[1 << 20];
    byte[] piece = new byte[chunking + 2];
    long length = 0;
    try (InputStream in = Captures.open(name)) {
      for (int n = in.readNBytes(block, 0, block.length);
          n > 0;
          n = in.readNBytes(block, 0, block.length)) {
        for (int from = 0; from < n; from += chunking) {
          int size = Math.min(chunking, n - from);
          System.arraycopy(block, from, piece, 1, size);
          parser.feed(piece, 1, size);
          Arrays.fill(piece, 1, 1 + size, (byte) '"');
        }
        length += n;
      }
    }
    return length;
  }
}
