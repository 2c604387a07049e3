package dev.watchstream.parser;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the module to the map of its packages in ARCHITECTURE.md. */
class HouseTest {

  private static final String HOUSE = "dev.watchstream.parser";
  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  @Test
  void no_packages_depend_on_each_other_in_a_circle() {
    assertThat(CLASSES).hasSizeGreaterThan(50);
    slices().matching("dev.watchstream.(**)").should().beFreeOfCycles().check(CLASSES);
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
    Set<String> others =
        CLASSES.stream()
            .filter(c -> roomOf(c).equals(room))
            .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .filter(target -> target.getPackageName().startsWith(HOUSE))
            .map(HouseTest::roomOf)
            .filter(other -> !other.equals(room))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(others).isSubsetOf(allowed.split(" "));
  }

  @Test
  void the_map_has_every_package() {
    assertThat(CLASSES.stream().map(HouseTest::roomOf).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("bytes", "parser", "jackson", "recall", "stream", "rollout");
  }

  private static String roomOf(JavaClass type) {
    String name = type.getPackageName();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
