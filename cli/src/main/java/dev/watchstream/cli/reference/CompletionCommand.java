package dev.watchstream.cli.reference;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the script with which a shell completes commands, options and their values. */
@Command(
    name = "completion",
    description = "Prints completions for a shell.",
    footer = {
      "",
      "Examples:",
      "  source <(watchstream completion bash)",
      "  watchstream completion fish > ~/.config/fish/completions/watchstream.fish"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
public final class CompletionCommand implements Callable<Integer> {

  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  private static final Pattern VALUES = Pattern.compile("_(option|pos_param)_args=\\(.*\\)");

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  Shell shell;

  @Override
  public Integer call() {
    CommandSpec root = spec.root();
    String script =
        switch (shell) {
          // In zsh, picocli's script itself turns on bash's completions.
          case BASH, ZSH -> withLowerCaseValues(AutoComplete.bash(root.name(), root.commandLine()));
          case FISH -> FishCompletion.of(root);
        };
    spec.commandLine().getOut().print(script);
    return 0;
  }

  /** picocli offers values as enums spell them; help and error messages say them in lower case. */
  private static String withLowerCaseValues(String script) {
    return VALUES.matcher(script).replaceAll(values -> values.group().toLowerCase(Locale.ROOT));
  }
}
