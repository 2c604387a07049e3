package dev.watchstream.cli.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the manual pages and the reference of the documentation; only the build needs it. */
@Command(
    name = "reference",
    hidden = true,
    description = "Writes manual pages, or the commands' page of the documentation.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
public final class ReferenceCommand implements Callable<Integer> {

  enum Form {
    MAN,
    MARKDOWN
  }

  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FORM", description = "man or markdown.")
  Form form;

  @Parameters(
      index = "1",
      paramLabel = "PATH",
      description = "A folder for man, a file for markdown.")
  Path path;

  @Override
  public Integer call() throws IOException {
    CommandSpec root = spec.root();
    switch (form) {
      case MAN -> writeManualPages(root);
      case MARKDOWN -> Files.writeString(path, MarkdownReference.of(root));
    }
    return 0;
  }

  private void writeManualPages(CommandSpec root) throws IOException {
    Files.createDirectories(path);
    Files.writeString(path.resolve(root.name() + ".1"), ManualPage.ofAll(root));
    for (CommandSpec command : Commands.of(root)) {
      Files.writeString(
          path.resolve(root.name() + "-" + command.name() + ".1"), ManualPage.of(command));
    }
  }
}
