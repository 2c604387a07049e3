package dev.watchstream.parser.recall;

import static dev.watchstream.parser.Watch.addresses;
import static dev.watchstream.parser.Watch.subset;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.MalformedStreamException;
import dev.watchstream.parser.Outcome;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.ReaderStatistics;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How a stream is read when what is remembered is wrong, which no input can cause. */
class SelfCheckTest {

  private static final ParserOptions CHECKED = ParserOptions.defaults().withSelfCheckEvery(1);

  private final AcceleratedReader reader = new AcceleratedReader(CHECKED);

  @Test
  void an_event_that_is_not_what_jackson_reads_is_read_by_jackson_and_so_is_the_rest() {
    requirePlainAfter(run -> run.addresses[3] = new Address("6.6.6.6", null, null, null, null), 1);
  }

  @Test
  void a_memory_that_is_right_passes_every_check() {
    requirePlainAfter(run -> {}, 0);
  }

  private void requirePlainAfter(Consumer<ObjectMemory> corruption, int failures) {
    Watch watch = Watch.warm().event(subset(addresses(1, 13)));
    List<String> told = new ArrayList<>(read(watch.bytes()));
    long recalled = reader.statistics().bytesRecalled();
    assertThat(recalled).isPositive();
    corruption.accept(reader.memory.any());

    Watch rest = new Watch();
    for (int i = 0; i < 30; i++) {
      rest.event(subset(addresses(1, 13 - i % 2)));
    }
    told.addAll(read(rest.bytes()));

    byte[] whole = (text(watch) + text(rest)).getBytes(UTF_8);
    ParserOptions plain = CHECKED.withReader(ParserOptions.Reader.PLAIN);
    assertThat(told).isEqualTo(Outcome.of(whole, 0, plain).events());
    ReaderStatistics work = reader.statistics();
    assertThat(work.selfCheckFailures()).isEqualTo(failures);
    int size = rest.bytes().length;
    if (failures > 0) {
      assertThat(work.bytesTokenized()).isGreaterThan(size - 100);
      assertThat(reader.eventEnd()).isEqualTo(whole.length - 1);
      byte[] bad = "x".getBytes(UTF_8);
      reader.feed(bad, 0, 1);
      reader.endOfInput();
      assertThatExceptionOfType(MalformedStreamException.class)
          .isThrownBy(reader::next)
          .satisfies(e -> assertThat(e.byteOffset()).isEqualTo(whole.length));
    } else {
      assertThat(work.bytesRecalled() - recalled).isGreaterThan(size / 2);
    }
  }

  private List<String> read(byte[] bytes) {
    List<String> told = new ArrayList<>();
    reader.feed(bytes, 0, bytes.length);
    for (StreamEvent event = reader.next(); event != null; event = reader.next()) {
      told.add(Outcome.text(event, CHECKED));
    }
    return told;
  }

  private static String text(Watch watch) {
    return new String(watch.bytes(), UTF_8);
  }
}
