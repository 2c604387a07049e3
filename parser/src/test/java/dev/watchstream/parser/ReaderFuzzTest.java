package dev.watchstream.parser;

import static dev.watchstream.parser.Watch.addresses;
import static dev.watchstream.parser.Watch.subset;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/**
 * Targets for Jazzer, whose corpus beside them is replayed by every build: whatever follows a
 * stream of which much is known, both readers give the same result.
 */
class ReaderFuzzTest {

  private static final ParserOptions OPTIONS = ParserOptions.defaults();
  private static final byte[] WARM = Watch.warm().bytes();

  private static final List<String> LINES =
      new String(
              Watch.warm()
                  .event("ADDED", "api", "uid-2", subset(addresses(1, 4)))
                  .event("MODIFIED", "api", "uid-2", subset(addresses(1, 3), addresses(3, 4)))
                  .event(subset(addresses(1, 13)))
                  .event("DELETED", "api", "uid-2", subset(addresses(1, 3)))
                  .bytes(),
              UTF_8)
          .lines()
          .toList();

  @FuzzTest
  void bytes_behind_a_known_stream_are_read_the_same_by_both_readers(byte[] data) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(WARM);
    stream.writeBytes(data);
    Readers.requireSame(stream.toByteArray(), OPTIONS, new Random(data.length));
  }

  @FuzzTest
  void a_mutated_stream_in_random_pieces_is_read_the_same_by_both_readers(byte[] data) {
    long seed = 0;
    for (byte b : data) {
      seed = 31 * seed + b;
    }
    Random random = new Random(seed);
    ParserOptions options = OPTIONS.withReadPorts(random.nextBoolean());
    Readers.requireSame(new StreamMutator(seed).mutate(LINES), options, random);
  }
}
