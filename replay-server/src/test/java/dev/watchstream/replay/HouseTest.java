package dev.watchstream.replay;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packages of this module depend on each other as the map in ARCHITECTURE.md says. */
class HouseTest {
  private static final String HOUSE = "dev.watchstream.replay";
  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(HOUSE);

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    assertThat(CLASSES).hasSizeGreaterThan(100);
    slices().matching("dev.watchstream.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
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
    Set<String> others =
        CLASSES.stream()
            .filter(c -> roomOf(c).equals(room))
            .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .filter(target -> target.getPackageName().startsWith(HOUSE))
            .map(HouseTest::roomOf)
            .filter(other -> !other.equals(room))
            .collect(Collectors.toCollection(TreeSet::new));

    List<String> permitted = allowed == null ? List.of() : Arrays.asList(allowed.split(" "));
    assertThat(others).isSubsetOf(permitted);
  }

  @Test
  void aFaultIsItsFileAndItsLineInTheRegistry() {
    assertThat(CLASSES.get(HOUSE + ".faults.FaultKind").getFieldsWithTypeOfSelf())
        .filteredOn(field -> field.getName().equals("KIND"))
        .hasSizeGreaterThan(15)
        .allSatisfy(fault -> assertOnlyRegisteredIn("Faults", fault));
  }

  @Test
  void aListOptionIsItsFileAndItsLineInTheRegistry() {
    assertThat(CLASSES.get(HOUSE + ".options.ListOption").getAllSubclasses())
        .hasSizeGreaterThan(8)
        .allSatisfy(
            option ->
                assertThat(CLASSES.get(HOUSE + ".options.ListOptions").getFieldAccessesFromSelf())
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

  private static String roomOf(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(HOUSE) ? "" : name.substring(HOUSE.length() + 1);
  }
}
