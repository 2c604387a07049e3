package dev.watchstream.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import dev.watchstream.fixtures.House;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packages of this module depend on each other as the map in ARCHITECTURE.md says. */
class HouseTest {
  private static final String ROOT = "dev.watchstream.replay";
  private static final House HOUSE = new House(100);
  private static final JavaClasses CLASSES = HOUSE.classes();

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    HOUSE.assertNoCycle();
  }

  @ParameterizedTest
  @CsvSource({
    "model, -",
    "version, -",
    "json, -",
    "time, model",
    "resource, -",
    "api, json resource time version",
    "options, api resource version",
    "history, api options resource",
    "body, api history json options resource time version",
    "faults, api time",
    "engine, api body history json model options resource time version",
    "http, api model time"
  })
  void aPackageImportsOnlyWhatTheMapSays(String room, String allowed) {
    HOUSE.assertImportsOnly(room, allowed);
  }

  @Test
  void aFaultIsItsFileAndItsLineInTheRegistry() {
    assertThat(CLASSES.get(ROOT + ".faults.FaultKind").getFieldsWithTypeOfSelf())
        .filteredOn(field -> field.getName().equals("KIND"))
        .hasSizeGreaterThan(15)
        .allSatisfy(fault -> assertOnlyRegisteredIn("Faults", fault));
  }

  @Test
  void aListOptionIsItsFileAndItsLineInTheRegistry() {
    assertThat(CLASSES.get(ROOT + ".options.ListOption").getAllSubclasses())
        .hasSizeGreaterThan(8)
        .allSatisfy(
            option ->
                assertThat(CLASSES.get(ROOT + ".options.ListOptions").getFieldAccessesFromSelf())
                    .as(option.getName())
                    .anyMatch(
                        access -> outermost(access.getTargetOwner()).equals(outermost(option))));
  }

  private static void assertOnlyRegisteredIn(String registry, JavaField fault) {
    String file = fault.getOwner().getName();
    assertThat(CLASSES)
        .filteredOn(type -> outermost(type).equals(file))
        .flatExtracting(JavaClass::getDirectDependenciesToSelf)
        .extracting(dependency -> outermost(dependency.getOriginClass()))
        .filteredOn(user -> !user.equals(file))
        .as(file)
        .containsOnly(fault.getOwner().getPackageName() + "." + registry);
  }

  private static String outermost(JavaClass type) {
    return type.getName().replaceFirst("\\$.*", "");
  }
}
