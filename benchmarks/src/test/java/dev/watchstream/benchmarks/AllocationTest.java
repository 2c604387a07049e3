package dev.watchstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.watchstream.benchmarks.contender.CanonicalAddress;
import dev.watchstream.benchmarks.contender.CanonicalEvent;
import dev.watchstream.benchmarks.contender.Contender;
import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Input;
import dev.watchstream.benchmarks.workload.Workload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a reader may allocate, to the byte: a HotSpot JVM of 64 bits with a heap below 32 GB. */
final class AllocationTest {

  private static final long SMALL = 1 << 20;
  private static final int PASSES = 20;

  private static final int HEADER = 12;
  private static final int REFERENCE = 4;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @EnumSource(
      names = {
        "FLIPS",
        "ROLLING",
        "DIRTY",
        "PERMUTED",
        "SLICES",
        "NON_ASCII",
        "PRETTY",
        "CHUNKS_8K"
      })
  void the_plain_reader_allocates_the_addresses_it_hands_out_and_nothing_else(Workload workload)
      throws IOException {
    Input all = workload.input(SMALL);
    Input first = workload.input(1);
    Contender<?> plain = Contenders.create("plain");

    // The difference of two streams, as a stream also allocates before its first event.
    assertThat(leastAllocatedBy(plain, all) - leastAllocatedBy(plain, first))
        .isEqualTo(budget(all) - budget(first));
  }

  @Test
  void a_stream_costs_the_plain_reader_less_than_4_kilobytes_before_its_first_event()
      throws IOException {
    Input first = Workload.FLIPS.input(1);
    Contender<?> plain = Contenders.create("plain");
    assertThat(leastAllocatedBy(plain, first) - budget(first)).isBetween(0L, 4_000L);
  }

  /** The least of several passes, as the first ones also load classes. */
  private static long leastAllocatedBy(Contender<?> contender, Input input) throws IOException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < PASSES; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      contender.read(input, event -> {});
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  private static long budget(Input input) throws IOException {
    return budget(Contenders.create(Contenders.REFERENCE), input);
  }

  private static <E> long budget(Contender<E> reference, Input input) throws IOException {
    long[] bytes = {0};
    reference.read(input, event -> bytes[0] += budget(reference.canonical(event)));
    return bytes[0];
  }

  private static long budget(CanonicalEvent event) {
    return Stream.of(event.ready(), event.notReady(), event.terminating())
        .flatMap(addresses -> addresses.stream())
        .mapToLong(AllocationTest::budget)
        .sum();
  }

  /** Kinds, namespaces and node names come from a pool; the rest of an address is allocated. */
  private static long budget(CanonicalAddress address) {
    return object(5)
        + object(4)
        + string(address.ip())
        + string(address.hostname())
        + string(address.targetName())
        + string(address.targetUid());
  }

  private static long object(int references) {
    return aligned(HEADER + (long) references * REFERENCE);
  }

  private static long string(@Nullable String text) {
    return text == null ? 0 : 24 + aligned(16 + text.length());
  }

  private static long aligned(long bytes) {
    return (bytes + 7) / 8 * 8;
  }
}
