package dev.watchstream.cli;

import dev.watchstream.cli.output.Text;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Former names of options, which old scripts may still use and no help lists. {@code -o} and {@code
 * --output}, today the form of what is printed, once also named the file or folder to make, which
 * is {@code --out} now.
 */
final class FormerNames {

  private static final String OUT = "--out";
  private static final String SHORT = "-o";
  private static final String LONG = "--output";

  private FormerNames() {}

  /**
   * Makes every command that has {@code --out} but no {@code --output} accept the former names too.
   */
  static void understand(CommandLine commands) {
    for (CommandLine command : commands.getSubcommands().values()) {
      CommandSpec spec = command.getCommandSpec();
      if (spec.findOption(OUT) != null && spec.findOption(LONG) == null) {
        spec.addOption(formerly(SHORT));
        spec.addOption(formerly(LONG));
      }
    }
  }

  private static OptionSpec formerly(String name) {
    return OptionSpec.builder(name)
        .hidden(true)
        .type(String.class)
        .arity("1")
        .preprocessor(
            (arguments, command, option, info) -> readAsOut(name, arguments, command, info))
        .build();
  }

  /** Parsed as --out, so that all its rules, such as being required, apply here too. */
  private static boolean readAsOut(
      String name, Stack<String> arguments, CommandSpec command, Map<String, Object> info) {
    boolean isAttached = !" ".equals(info.get("separator"));
    if (name.equals(SHORT) && isAttached) {
      // Picocli would take a pushed word for more letters of a group such as -xvf.
      throw new ParameterException(
          command.commandLine(), "write " + OUT + " " + Text.excerpt(arguments.peek()));
    }
    arguments.push(OUT);
    return true;
  }
}
