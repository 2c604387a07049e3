package dev.watchstream.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.House;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the module to the map of its packages in ARCHITECTURE.md. */
class HouseTest {

  private static final House HOUSE = new House(50);

  @Test
  void no_packages_depend_on_each_other_in_a_circle() {
    HOUSE.assertNoCycle();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes, -",
    "parser, bytes",
    "jackson, parser bytes",
    "recall, jackson parser bytes",
    "stream, recall jackson parser",
    "rollout, parser"
  })
  void a_package_imports_only_what_the_map_says(String room, String allowed) {
    HOUSE.assertImportsOnly(room, allowed);
  }

  @Test
  void the_map_has_every_package() {
    assertThat(HOUSE.rooms())
        .containsExactlyInAnyOrder("bytes", "parser", "jackson", "recall", "stream", "rollout");
  }
}
