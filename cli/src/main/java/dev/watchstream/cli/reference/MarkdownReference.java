package dev.watchstream.cli.reference;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** All commands on one page of the documentation. */
final class MarkdownReference {

  private MarkdownReference() {}

  static String of(CommandSpec root) {
    StringBuilder page = new StringBuilder("# Commands\n\n");
    page.append(
        "<!-- Written by `watchstream reference markdown FILE` from the commands themselves. -->\n");
    for (CommandSpec command : Commands.of(root)) {
      append(page, command);
    }
    return page.toString();
  }

  private static void append(StringBuilder page, CommandSpec command) {
    page.append("\n## ").append(command.name()).append("\n\n");
    page.append(Commands.summary(command)).append("\n\n```\n");
    page.append(Commands.synopsis(command)).append("\n```\n");
    if (!command.positionalParameters().isEmpty() || !Commands.options(command).isEmpty()) {
      page.append("\n| | |\n|---|---|\n");
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      row(page, parameter.paramLabel(), Commands.description(parameter));
    }
    for (OptionSpec option : Commands.options(command)) {
      row(page, Commands.usage(option), Commands.description(option));
    }
    String footer = Commands.footer(command);
    if (!footer.isEmpty()) {
      page.append("\n```\n").append(footer).append("\n```\n");
    }
  }

  private static void row(StringBuilder page, String name, String description) {
    page.append("| `")
        .append(name.replace("|", "\\|"))
        .append("` | ")
        .append(description.replace("|", "\\|").replace("<", "&lt;").replace('\n', ' '))
        .append(" |\n");
  }
}
