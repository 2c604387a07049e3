package dev.watchstream.cli.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What completions and manuals need of a command, as plain text. */
final class Commands {

  private Commands() {}

  /** The commands that are not hidden, in the order of the help. */
  static List<CommandSpec> of(CommandSpec root) {
    return root.subcommands().values().stream()
        .map(line -> line.getCommandSpec())
        .filter(command -> !command.usageMessage().hidden())
        .distinct()
        .toList();
  }

  static List<OptionSpec> options(CommandSpec command) {
    return command.options().stream().filter(option -> !option.hidden()).toList();
  }

  static String summary(CommandSpec command) {
    return plain(String.join(" ", command.usageMessage().description()));
  }

  /** The text below the options, as the help prints it; empty if there is none. */
  static String footer(CommandSpec command) {
    IHelpSectionRenderer footer =
        command.usageMessage().sectionMap().get(UsageMessageSpec.SECTION_KEY_FOOTER);
    Help help = new Help(command, Help.defaultColorScheme(Ansi.OFF));
    return footer == null ? "" : plain(footer.render(help));
  }

  static String description(ArgSpec argument) {
    return plain(String.join(" ", argument.description()));
  }

  static String firstSentence(OptionSpec option) {
    String text = description(option);
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  /** The values that an option takes, with spaces between; empty where it takes any. */
  static String values(OptionSpec option) {
    List<String> values = new ArrayList<>();
    if (option.completionCandidates() != null) {
      option.completionCandidates().forEach(value -> values.add(value.toLowerCase(Locale.ROOT)));
    }
    return String.join(" ", values);
  }

  /** Names and value as they are typed: {@code -o, --output FORMAT}. */
  static String usage(OptionSpec option) {
    String names = String.join(", ", option.names());
    return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
  }

  /** The synopsis in one line, without the help's line breaks. */
  static String synopsis(CommandSpec command) {
    StringBuilder line = new StringBuilder(command.qualifiedName());
    if (!options(command).isEmpty()) {
      line.append(" [OPTION]...");
    }
    if (!command.subcommands().isEmpty()) {
      line.append(" COMMAND");
    }
    for (ArgSpec parameter : command.positionalParameters()) {
      String label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
      line.append(' ').append(parameter.required() ? label : "[" + label + "]");
    }
    return line.toString();
  }

  static String plain(String text) {
    return Ansi.OFF.string(text).replace("%n", "\n").replace("%%", "%").strip();
  }
}
