package dev.watchstream.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.watchstream.client.KnownObjects.Known;
import dev.watchstream.client.KnownObjects.TooManyObjectsException;
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

  @Test
  void a_state_of_other_objects_fits_as_well_as_the_first() {
    KnownObjects known = new KnownObjects(bytesOf(10));
    known.beginState();
    for (int i = 10; i < 20; i++) {
      assertThat(known.isNews(added(i))).isTrue();
    }
    known.endState();
    known.beginState();
    for (int i = 20; i < 30; i++) {
      assertThat(known.isNews(added(i))).isTrue();
      assertThat(known.takeExcess()).isEmpty();
    }
    assertThat(known.endState())
        .extracting(object -> object.key().name())
        .containsExactlyInAnyOrder(
            IntStream.range(10, 20).mapToObj(i -> "api-" + i).toArray(String[]::new));
    assertThatThrownBy(() -> known.isNews(added(30))).isInstanceOf(TooManyObjectsException.class);
  }

  @Test
  void states_that_are_cut_do_not_add_up() {
    KnownObjects known = new KnownObjects(bytesOf(10));
    int kept = 0;
    for (int state = 1; state < 9; state++) {
      known.beginState();
      for (int i = 0; i < 10; i++) {
        assertThat(known.isNews(added(10 * state + i))).isTrue();
        kept += 1 - known.takeExcess().size();
        assertThat(kept).isLessThanOrEqualTo(20);
      }
    }
    assertThat(known.endState()).hasSize(kept - 10);
  }

  private static EndpointsEvent added(int number) {
    return EndpointsEvent.ofEndpoints("web", "api-" + number)
        .type(EventType.ADDED)
        .uid("uid")
        .resourceVersion("9")
        .build();
  }

  private static long bytesOf(int objects) {
    Known one = new Known(false, new KnownObjects.Key("web", "api-10"), null, "uid", "9", 1);
    return (long) objects * one.bytes();
  }
}
