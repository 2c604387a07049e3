package dev.watchstream.cli.reference;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete the commands, options and their values. */
@Command(
    name = "completion",
    description = "Prints completions for a shell.",
    footer = {
      "",
      "Examples:",
      "  source <(watchstream completion bash)",
      "  watchstream completion fish > ~/.config/fish/completions/watchstream.fish"
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields before it calls
public final class CompletionCommand implements Callable<Integer> {

  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  Shell shell;

  @Override
  public Integer call() {
    CommandSpec root = spec.root();
    String script =
        switch (shell) {
          // picocli's script turns on bash's completions in zsh by itself.
          case BASH, ZSH -> AutoComplete.bash(root.name(), root.commandLine());
          case FISH -> FishCompletion.of(root);
        };
    spec.commandLine().getOut().print(script);
    return 0;
  }
}
