package dev.watchstream.cli;

import dev.watchstream.cli.output.Text;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Names of options that scripts may still have, and that no help tells of: {@code -o} and {@code
 * --output} also named the file or folder to make, which is {@code --out} now. They are for the
 * form of what is printed.
 */
final class FormerNames {

  private static final String OUT = "--out";
  private static final String SHORT = "-o";
  private static final String LONG = "--output";

  private FormerNames() {}

  /** Makes every command that has {@code --out} alone understand what it was called before. */
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

  /** Read on as --out, so that all that holds for it, such as being required, holds here. */
  private static boolean readAsOut(
      String name, Stack<String> arguments, CommandSpec command, Map<String, Object> info) {
    boolean isAttached = !" ".equals(info.get("separator"));
    if (name.equals(SHORT) && isAttached) {
      // Picocli would take what is pushed for more letters of a group such as -xvf.
      throw new ParameterException(
          command.commandLine(), "write " + OUT + " " + Text.excerpt(arguments.peek()));
    }
    arguments.push(OUT);
    return true;
  }
}
