package dev.watchstream.client;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Which packages may depend on which. */
class HouseTest {

  @Test
  void no_packages_depend_on_each_other_in_a_circle() {
    JavaClasses classes = new ClassFileImporter().importPath(Path.of("target", "classes"));

    assertThat(classes).hasSizeGreaterThan(50);
    slices().matching("dev.watchstream.(**)").should().beFreeOfCycles().check(classes);
  }
}
