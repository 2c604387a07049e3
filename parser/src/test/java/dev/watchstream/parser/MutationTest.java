package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real streams with changes: whatever they have become, all chunkings give the same result, and the
 * events are the oracle's, up to its error. A failure shows the seed and the input.
 */
class MutationTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "02-passport-auth/w-deprecated-one-bookmarks.body,  5, 300",
    "02-passport-auth/w-slices-label.body,              4, 300",
    "07-streams-1.22/passport-auth-field.body,          5, 300",
    "02-passport-auth/kubectl-w-json.out,               3, 250",
    "03-api/list-limit3-p1.http,                        1, 250",
    "03-api/watch-rv1.http,                             1, 250",
  })
  void a_mutated_stream_is_read_as_the_oracle_reads_it(String capture, int roots, int rounds)
      throws IOException {
    List<JsonNode> seed = Mutator.roots(CapturesTest.body(capture), roots);
    assertThat(seed).hasSize(roots);
    Map<String, Integer> ends = new TreeMap<>();
    for (int round = 0; round < rounds; round++) {
      byte[] stream = new Mutator(round).mutate(seed);
      ends.merge(check(stream, options(round), round), 1, Integer::sum);
    }
    // All of these must occur; otherwise there are too many or too few changes.
    assertThat(ends)
        .containsKeys(
            "well",
            "MalformedStreamException",
            "TruncatedStreamException",
            "UnexpectedDataException");
  }

  private static String check(byte[] stream, ParserOptions options, int round) {
    try {
      WatchStreamException error = Oracle.check(stream, options).error();
      return error == null ? "well" : error.getClass().getSimpleName();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "round " + round + ": " + e.getMessage() + "\nin\n" + new String(stream, UTF_8), e);
    }
  }

  /** The oracle has no limits; where a mutated stream exceeds them, all chunkings must agree. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "02-passport-auth/w-deprecated-one-bookmarks.body, 4",
    "02-passport-auth/w-slices-label.body,             3",
    "03-api/list-limit3-p1.http,                       1",
  })
  void a_mutated_stream_under_narrow_limits_is_read_the_same_at_all_chunkings(
      String capture, int roots) throws IOException {
    List<JsonNode> seed = Mutator.roots(CapturesTest.body(capture), roots);
    Map<String, Integer> limits = new TreeMap<>();
    for (int round = 0; round < 300; round++) {
      Random random = new Random(round);
      ParserOptions options =
          ParserOptions.defaults()
              .withReadPorts(random.nextBoolean())
              .withSkipOtherKinds(random.nextBoolean())
              .withMaxEventBytes(2 + random.nextInt(2500))
              .withMaxNameLength(10 + random.nextInt(60))
              .withMaxNestingDepth(3 + random.nextInt(12));
      byte[] stream = new Mutator(round).mutate(seed);
      try {
        WatchStreamException error = Outcome.atEveryChunking(stream, options).error();
        if (error instanceof LimitExceededException limit) {
          limits.merge(limit.limit(), 1, Integer::sum);
        }
      } catch (RuntimeException | AssertionError e) {
        throw new MutationFailure(round, options, stream, e);
      }
    }
    assertThat(limits).containsOnlyKeys("maxEventBytes", "maxNameLength", "maxNestingDepth");
  }

  private static ParserOptions options(int round) {
    return ParserOptions.defaults().withReadPorts(round % 2 == 0);
  }
}
