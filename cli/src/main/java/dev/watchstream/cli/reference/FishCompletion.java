package dev.watchstream.cli.reference;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completions for fish, which picocli does not support. */
final class FishCompletion {

  private FishCompletion() {}

  static String of(CommandSpec root) {
    StringBuilder script = new StringBuilder();
    String first = "complete -c " + root.name() + " -n __fish_use_subcommand";
    for (CommandSpec command : Commands.of(root)) {
      script
          .append(first)
          .append(" -f -a ")
          .append(command.name())
          .append(" -d ")
          .append(quoted(Commands.summary(command)))
          .append('\n');
    }
    for (CommandSpec command : Commands.of(root)) {
      for (OptionSpec option : Commands.options(command)) {
        script
            .append("complete -c ")
            .append(root.name())
            .append(" -n '__fish_seen_subcommand_from ")
            .append(command.name())
            .append('\'');
        appendNames(script, option);
        if (option.arity().max() > 0) {
          script.append(" -r");
          String values = Commands.values(option);
          if (!values.isEmpty()) {
            script.append(" -f -a ").append(quoted(values));
          }
        }
        script.append(" -d ").append(quoted(Commands.firstSentence(option))).append('\n');
      }
    }
    return script.toString();
  }

  private static void appendNames(StringBuilder script, OptionSpec option) {
    for (String name : option.names()) {
      script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.charAt(1));
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
