package dev.watchstream.cli.reference;

import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command as a page for man(1), in the macros of man(7). */
final class ManualPage {

  private ManualPage() {}

  /** The page of the command as a whole, which names the others. */
  static String ofAll(CommandSpec root) {
    StringBuilder page = begin(root, root.name());
    page.append(".SH COMMANDS\n");
    for (CommandSpec command : Commands.of(root)) {
      item(page, root.name() + "-" + command.name() + "(1)", Commands.summary(command));
    }
    return end(page, root);
  }

  static String of(CommandSpec command) {
    StringBuilder page = begin(command, command.qualifiedName("-"));
    if (!command.positionalParameters().isEmpty()) {
      page.append(".SH ARGUMENTS\n");
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      item(page, parameter.paramLabel(), Commands.description(parameter));
    }
    page.append(".SH OPTIONS\n");
    for (OptionSpec option : Commands.options(command)) {
      item(page, Commands.usage(option), Commands.description(option));
    }
    return end(page, command);
  }

  private static StringBuilder begin(CommandSpec command, String name) {
    String summary = Commands.summary(command);
    int end = summary.indexOf(". ");
    String sentence = end < 0 ? summary : summary.substring(0, end);
    return new StringBuilder()
        .append(".TH ")
        .append(name.toUpperCase(Locale.ROOT))
        .append(" 1 \"\" \"")
        .append(command.root().name())
        .append("\"\n.SH NAME\n")
        .append(text(name + " - " + sentence.replaceFirst("\\.$", "")))
        .append("\n.SH SYNOPSIS\n.B ")
        .append(text(Commands.synopsis(command)))
        .append("\n.SH DESCRIPTION\n")
        .append(text(summary))
        .append('\n');
  }

  private static void item(StringBuilder page, String name, String description) {
    page.append(".TP\n.B ").append(text(name)).append('\n').append(text(description)).append('\n');
  }

  private static String end(StringBuilder page, CommandSpec command) {
    String footer = Commands.footer(command);
    if (!footer.isEmpty()) {
      page.append(".SH EXAMPLES\n.nf\n").append(text(footer)).append("\n.fi\n");
    }
    return page.toString();
  }

  /** Text that roff prints as it is: no escapes, and no line that looks like a request. */
  private static String text(String text) {
    return text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replaceAll("(?m)^([.'])", "\\\\&$1")
        .replaceAll("\n{2,}", "\n\n");
  }
}
