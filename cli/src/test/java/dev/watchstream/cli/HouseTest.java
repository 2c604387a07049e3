package dev.watchstream.cli;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The walls between the rooms. */
class HouseTest {

  @Test
  void no_packages_depend_on_each_other_in_a_circle() {
    JavaClasses classes = new ClassFileImporter().importPath(Path.of("target", "classes"));

    assertThat(classes).hasSizeGreaterThan(30);
    slices().matching("dev.watchstream.(**)").should().beFreeOfCycles().check(classes);
  }
}
