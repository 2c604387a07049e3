package dev.watchstream.cli;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** Rules of the dependencies between packages and commands. */
class HouseTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  @Test
  void no_packages_depend_on_each_other_in_a_circle() {
    assertThat(CLASSES).hasSizeGreaterThan(30);
    slices().matching("dev.watchstream.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void a_command_is_its_file_and_its_line_among_the_commands() {
    List<JavaClass> commands =
        CLASSES.stream()
            .filter(c -> c.isAnnotatedWith(Command.class) && c.isAssignableTo(Callable.class))
            .toList();

    assertThat(commands)
        .hasSizeGreaterThan(15)
        .allSatisfy(
            command ->
                assertThat(makersOf(command))
                    .as(command.getName())
                    .containsOnly(Watchstream.class.getName()));
  }

  private static Set<String> makersOf(JavaClass type) {
    return Stream.of(type.getConstructorCallsToSelf(), type.getConstructorReferencesToSelf())
        .flatMap(Set::stream)
        .map(making -> making.getOriginOwner().getName())
        .collect(Collectors.toSet());
  }
}
