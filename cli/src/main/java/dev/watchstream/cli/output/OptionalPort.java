package dev.watchstream.cli.output;

import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * The optional port of an option; without one, the option takes a free port. {@code --page 8080}
 * has a port; in {@code --page passport-auth} the word is the next argument.
 */
public final class OptionalPort implements IParameterConsumer {

  private static final int FREE = 0;

  @Override
  @SuppressWarnings("JdkObsolete") // picocli's own
  public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
    boolean isNamed = !words.isEmpty() && words.peek().matches("\\d{1,9}");
    try {
      option.setValue(isNamed ? new PortConverter().convert(words.pop()) : Integer.valueOf(FREE));
    } catch (TypeConversionException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
