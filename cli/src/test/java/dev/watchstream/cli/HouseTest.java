package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.watchstream.fixtures.House;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** Rules of the dependencies between packages and commands. */
class HouseTest {

  private static final House HOUSE = new House(30);

  @Test
  void no_packages_depend_on_each_other_in_a_circle() {
    HOUSE.assertNoCycle();
  }

  @Test
  void a_command_is_its_file_and_its_line_among_the_commands() {
    List<JavaClass> commands =
        HOUSE.classes().stream()
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
