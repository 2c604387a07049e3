package dev.watchstream.cli.output;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in one line that names what was typed and what was meant. */
final class UsageMessage {

  private static final Pattern CHOICES =
      Pattern.compile("expected one of \\[([^]]*)] \\(case-insensitive\\) but was");

  private UsageMessage() {}

  static String of(ParameterException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    String name = command.qualifiedName();
    String problem =
        e instanceof UnmatchedArgumentException unmatched
            ? unmatched(unmatched, command)
            : choicesInLowerCase(Text.message(e).lines().findFirst().orElse(""));
    return name + ": " + problem + "; see " + name + " --help";
  }

  private static String unmatched(UnmatchedArgumentException e, CommandSpec command) {
    String typed = e.getUnmatched().get(0);
    List<String> suggestions = e.getSuggestions();
    String meant =
        suggestions.isEmpty() ? "" : "; did you mean " + Text.excerpt(suggestions.get(0)) + "?";
    String shown = "'" + Text.excerpt(typed) + "'";
    if (e.isUnknownOption()) {
      return "no option " + shown + meant;
    }
    if (command.parent() == null) {
      return "no command " + shown + meant;
    }
    List<PositionalParamSpec> positions = command.positionalParameters();
    return positions.isEmpty()
        ? shown + " is too much: it takes options only"
        : shown + " is too much: it takes " + String.join(" ", labels(positions));
  }

  private static List<String> labels(List<PositionalParamSpec> positions) {
    return positions.stream().map(position -> "one " + position.paramLabel()).toList();
  }

  /** Spells enum values as the help does. */
  private static String choicesInLowerCase(String message) {
    Matcher choices = CHOICES.matcher(message);
    return choices.find()
        ? message.substring(0, choices.start())
            + "expected "
            + choices.group(1).toLowerCase(Locale.ROOT).replace('_', '-').replace(", ", "|")
            + ", not"
            + message.substring(choices.end())
        : message;
  }
}
