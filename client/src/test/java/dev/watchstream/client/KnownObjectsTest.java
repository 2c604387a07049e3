package dev.watchstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.watchstream.client.KnownObjects.Known;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownObjectsTest {

  private static final int OBJECTS = 10_000;

  /** A parser's buffers alone take half a megabyte. */
  private static final long MOST_BYTES_A_DELETE = 2_000;

  @Test
  void a_delete_that_was_missed_is_made_without_a_parser_of_its_own() {
    List<Known> gone =
        IntStream.range(0, OBJECTS)
            .mapToObj(
                i ->
                    new Known(
                        i % 2 == 0,
                        new KnownObjects.Key("web", "api-" + i),
                        "api",
                        "uid",
                        "" + i,
                        1))
            .toList();
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    int deletes = 0;
    for (Known object : gone) {
      EndpointsEvent delete = object.toDelete();
      deletes += delete.type() == EventType.DELETED && delete.addresses().isEmpty() ? 1 : 0;
    }
    long allocated = thread.getCurrentThreadAllocatedBytes() - before;
    assertThat(deletes).isEqualTo(OBJECTS);
    assertThat(allocated).isBetween(1L, OBJECTS * MOST_BYTES_A_DELETE);
  }
}
