package dev.watchstream.client;

import dev.watchstream.fixtures.House;
import org.junit.jupiter.api.Test;

/** Which packages may depend on which. */
class HouseTest {

  @Test
  void no_packages_depend_on_each_other_in_a_circle() {
    new House(50).assertNoCycle();
  }
}
