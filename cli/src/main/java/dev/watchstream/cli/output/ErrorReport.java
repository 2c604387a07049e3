package dev.watchstream.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchstream.parser.WatchStreamException;
import dev.watchstream.timeline.text.JsonLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** Prints one line on standard error that says why a command failed, and returns the exit code. */
public final class ErrorReport {

  /** The form of that line. */
  public enum Form {
    /** For people. */
    TEXT,
    /** One JSON object, for scripts, which rely on every key. */
    JSON
  }

  private static final String OPTION = "--errors";

  private final Console console;
  private final Form form;

  /**
   * For one command line.
   *
   * @param args the raw arguments, as they may be too wrong to be parsed
   */
  public ErrorReport(Console console, String... args) {
    this.console = console;
    this.form = asksForJson(Arrays.asList(args)) ? Form.JSON : Form.TEXT;
  }

  private static boolean asksForJson(List<String> args) {
    String json = Form.JSON.name().toLowerCase(Locale.ROOT);
    int option = args.indexOf(OPTION);
    boolean apart = option >= 0 && option + 1 < args.size();
    return args.contains(OPTION + "=" + json)
        || (apart && args.get(option + 1).equalsIgnoreCase(json));
  }

  /** Reports that the command line is wrong; returns the exit code. */
  public int wrong(ParameterException e) {
    return tell(UsageMessage.of(e), null, ExitCode.USAGE);
  }

  /** Reports that the command failed; returns the exit code. */
  public int failed(Exception e) {
    if (e instanceof OutputException output) {
      return output.isClosedPipe() ? ExitCode.OK : tell(e, ExitCode.BAD_STREAM);
    }
    try {
      console.flush();
    } catch (OutputException closed) {
      return failed(closed);
    }
    return tell(
        e, e instanceof CommandException command ? command.exitCode() : ExitCode.BAD_STREAM);
  }

  private int tell(Exception e, int exitCode) {
    boolean isExpected =
        e instanceof CommandException || e instanceof OutputException || e instanceof IOException;
    String message = isExpected ? Text.message(e) : "this is a bug: " + e;
    // It may quote a file of unknown origin.
    String line = Text.excerpt(message.lines().findFirst().orElse(""), Integer.MAX_VALUE);
    return tell(
        form == Form.JSON ? line : "watchstream: " + line,
        e.getCause() instanceof WatchStreamException bad ? bad : null,
        exitCode);
  }

  private int tell(String message, @Nullable WatchStreamException bad, int exitCode) {
    console.err().println(form == Form.JSON ? json(message, bad, exitCode) : message);
    return exitCode;
  }

  private static String json(String message, @Nullable WatchStreamException bad, int exitCode) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonLines.generator(line)) {
      json.writeStartObject();
      json.writeNumberField("exitCode", exitCode);
      json.writeStringField("message", message);
      if (bad != null) {
        json.writeNumberField("event", bad.eventNumber());
        json.writeNumberField("byteOffset", bad.byteOffset());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
