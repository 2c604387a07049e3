package dev.watchstream.parser.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.parser.EventType;
import org.junit.jupiter.api.Test;

/** The memory of objects that never name their kind is bounded. */
class TypedObjectsTest {

  private static final int MANY = 100_000;

  private final TypedObjects objects = new TypedObjects();

  @Test
  void the_object_that_came_first_is_forgotten_first() {
    for (int i = 0; i < MANY; i++) {
      objects.kindOf(object("service-" + i, true), EventType.ADDED);
    }
    assertThat(kindOfEmpty("service-0")).isNull();
    assertThat(kindOfEmpty("service-" + (MANY - 1))).isEqualTo("Endpoints");
    assertThat(kindOfEmpty("service-" + (MANY - 5_000))).isEqualTo("Endpoints");
  }

  @Test
  void a_name_larger_than_all_that_is_kept_is_kept_alone() {
    String endless = "x".repeat(3 << 20);
    objects.kindOf(object("a", true), EventType.ADDED);
    objects.kindOf(object(endless, true), EventType.ADDED);
    assertThat(kindOfEmpty("a")).isNull();
    assertThat(kindOfEmpty(endless)).isEqualTo("Endpoints");
    objects.kindOf(object("b", true), EventType.ADDED);
    assertThat(kindOfEmpty(endless)).isNull();
  }

  private String kindOfEmpty(String name) {
    return objects.kindOf(object(name, false), EventType.MODIFIED);
  }

  private static ObjectDraft object(String name, boolean hasSubsets) {
    ObjectDraft object = new ObjectDraft();
    object.clear();
    object.metadata.name = name;
    object.hasSubsets = hasSubsets;
    return object;
  }
}
