package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.synthetic.SyntheticStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Streams in which some events were changed: whatever they have become, both readers give the same
 * result. A failure shows the round, which is the seed, and the input.
 *
 * <p>The long fuzz: {@code -Dwatchstream.fuzz.minutes=30} divides that time among the streams, and
 * begins with the seed {@code -Dwatchstream.fuzz.seed}, by default another one each time.
 */
class AcceleratedMutationTest {

  private static final int ROUNDS = Integer.getInteger("watchstream.fuzz.rounds", 20);
  private static final long MINUTES = Long.getLong("watchstream.fuzz.minutes", 0);
  private static final long SEED =
      Long.getLong("watchstream.fuzz.seed", MINUTES == 0 ? 0 : System.nanoTime() >>> 8);

  @SuppressWarnings("ImmutableEnumChecker") // a synthetic stream is a description: immutable
  private enum Seed {
    ZIPF(SyntheticStream.zipf(5), 24),
    ZIPF_IN_SLICES(SyntheticStream.zipf(4).inSlices(), 20),
    ROLLOUT(SyntheticStream.rollout(12, 2), 12),
    ROLLOUT_IN_SLICES(SyntheticStream.rollout(12, 2).inSlices(), 14),
    FLIPS(SyntheticStream.readinessFlips(6).withServerVersion(23), 14),
    PERMUTED(SyntheticStream.permutedSubsets(4, 3), 10),
    DIRTY(SyntheticStream.everyAddressDirty(5), 10),
    MANAGED_FIELDS(SyntheticStream.managedFields(3), 14),
    LIST(SyntheticStream.coldList(2), 12),
    SLICE_LIST(SyntheticStream.coldList(2).inSlices(), 12),
    PASSPORT_AUTH("02-passport-auth/w-deprecated-one-bookmarks.body"),
    SLICES("02-passport-auth/w-slices-label.body"),
    OLDER("07-streams-1.22/passport-auth-field.body");

    private final SyntheticStream synthetic;
    private final int events;
    private final String capture;

    Seed(SyntheticStream synthetic, int events) {
      this.synthetic = synthetic;
      this.events = events;
      this.capture = "";
    }

    Seed(String capture) {
      this.synthetic = null;
      this.events = 14;
      this.capture = capture;
    }

    private List<String> lines() throws IOException {
      if (synthetic == null) {
        String body = new String(CapturesTest.body(capture), UTF_8);
        return body.lines().limit(events).toList();
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      synthetic.withSeed(1).writeTo(out, SyntheticStream.Size.ofEvents(events));
      // The items of a list are changed like events: each is a line.
      return Arrays.asList(
          out.toString(UTF_8).replace("},{\"metadata\"", "},\n{\"metadata\"").split("\n", -1));
    }
  }

  @ParameterizedTest
  @EnumSource(Seed.class)
  void a_mutated_stream_is_read_the_same_by_both_readers(Seed seed) throws IOException {
    List<String> lines = seed.lines();
    Map<String, Integer> ends = new TreeMap<>();
    long share = TimeUnit.MINUTES.toNanos(MINUTES) / Seed.values().length;
    long start = System.nanoTime();
    long round = SEED;
    for (; round < SEED + ROUNDS || System.nanoTime() - start < share; round++) {
      ends.merge(check(new StreamMutator(round).mutate(lines), round), 1, Integer::sum);
    }
    if (MINUTES > 0) {
      System.out.println(seed + ": " + (round - SEED) + " rounds from " + SEED + ", " + ends);
    }
    assertThat(ends.keySet()).as("or the changes are too many or too few").contains("well");
    assertThat(ends.size()).isGreaterThan(1);
  }

  private static String check(byte[] stream, long round) {
    ParserOptions options = options(new Random(round));
    try {
      return end(Readers.requireSame(stream, options, new Random(round)));
    } catch (RuntimeException | AssertionError e) {
      throw new MutationFailure(round, options, shrunk(stream, options, round), e);
    }
  }

  private static String end(List<String> told) {
    String last = told.get(told.size() - 1);
    return last.contains("! ") ? last.trim().split(" ", 3)[1] : "well";
  }

  private static ParserOptions options(Random random) {
    ParserOptions options =
        ParserOptions.defaults()
            .withReadPorts(random.nextBoolean())
            .withSkipOtherKinds(random.nextInt(4) == 0);
    if (random.nextInt(4) == 0) {
      options = options.withMaxRecalledBytes(random.nextInt(60_000));
    }
    return switch (random.nextInt(12)) {
      case 0 -> options.withMaxEventBytes(300 + random.nextInt(5000));
      case 1 -> options.withMaxNameLength(20 + random.nextInt(60));
      case 2 -> options.withMaxNestingDepth(5 + random.nextInt(8));
      default -> options;
    };
  }

  /** The stream without the lines that the failure does not need. */
  private static byte[] shrunk(byte[] stream, ParserOptions options, long round) {
    List<String> lines = new ArrayList<>(List.of(new String(stream, UTF_8).split("(?<=\n)", -1)));
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = lines.remove(i);
      if (!fails(String.join("", lines).getBytes(UTF_8), options, round)) {
        lines.add(i, line);
      }
    }
    byte[] few = String.join("", lines).getBytes(UTF_8);
    return fails(few, options, round) ? few : stream;
  }

  private static boolean fails(byte[] stream, ParserOptions options, long round) {
    try {
      Readers.requireSame(stream, options, new Random(round));
      return false;
    } catch (RuntimeException | AssertionError e) {
      return true;
    }
  }
}
