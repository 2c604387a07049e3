package dev.watchstream.cli.input;

import dev.watchstream.fixtures.input.Recognition;
import dev.watchstream.parser.LimitExceededException;
import dev.watchstream.parser.MalformedStreamException;
import dev.watchstream.parser.UnexpectedDataException;
import dev.watchstream.parser.WatchStreamException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The advice on what to do about an input that cannot be read, in the same words for all commands.
 */
public final class WayOut {

  private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

  private final String command;
  private final boolean readsLeniently;
  private final String name;

  /**
   * For one command and its input.
   *
   * @param readsLeniently whether the command has {@code --lenient}
   * @param name of the input, as it was given on the command line
   */
  public WayOut(String command, boolean readsLeniently, String name) {
    this.command = command;
    this.readsLeniently = readsLeniently;
    this.name = name.equals(Source.STDIN) ? Recognition.FILE : quoted(name);
  }

  /** What an input is, in one clause, by how it begins; null for what may be a stream. */
  public @Nullable String ofInput(byte[] head) {
    Recognition recognition = Recognition.of(head);
    return recognition == null ? null : inWords("it is", recognition, head);
  }

  private String inWords(String begins, Recognition recognition, byte[] head) {
    if (recognition.lenientHelps() && !readsLeniently) {
      return begins
          + " "
          + recognition.what()
          + " (\""
          + Recognition.beginning(head)
          + "\"): watchstream import "
          + name
          + " --out NEW makes a recording of what is in it";
    }
    return recognition.inWords(begins, head, name, command);
  }

  /**
   * The advice for the end of an error message; empty where there is none.
   *
   * @param head how the input begins
   * @param rest what follows the last whole event
   * @param restAt the offset of {@code rest} in the input, in bytes
   * @param bad what stands at the bad place
   */
  String of(WatchStreamException e, byte[] head, byte[] rest, long restAt, byte[] bad) {
    boolean isFirst = e.eventNumber() == 0;
    Recognition recognition = Recognition.of(isFirst ? head : rest);
    boolean isWrongFromTheStart = recognition != null && (isFirst || !recognition.isText());
    if (recognition != null && isWrongFromTheStart) {
      return "; "
          + (isFirst
              ? inWords("it is", recognition, head)
              : restInWords(recognition, rest, restAt));
    }
    return of(e, bad);
  }

  /**
   * The advice where the input is a stream and only this place is bad; empty where there is none.
   */
  String of(WatchStreamException e, byte[] bad) {
    if (e instanceof LimitExceededException limit) {
      return switch (limit.limit()) {
        case "maxEventBytes" -> "; see --max-event-bytes";
        case "maxNameLength" -> "; see --max-name-length";
        case "maxNestingDepth" -> "; see --max-nesting-depth";
        default -> "";
      };
    }
    if (e instanceof UnexpectedDataException unexpected) {
      return unexpected.isOtherKind()
          ? "; see --skip-other-kinds"
          : unexpected.path().isEmpty() ? found(bad) : "";
    }
    return e instanceof MalformedStreamException ? found(bad) : "";
  }

  private String found(byte[] bad) {
    String found = Recognition.beginning(bad);
    return (found.isEmpty() ? "" : ", at \"" + found + "\"")
        + (readsLeniently
            ? "; --lenient skips what is not JSON"
            : "; watchstream import " + name + " --out NEW makes a recording of what is");
  }

  private String restInWords(Recognition recognition, byte[] rest, long restAt) {
    String typed = "tail -c +" + (restAt + 1) + " " + name + " | ";
    Recognition piped =
        new Recognition(
            recognition.what(),
            recognition.wayOut().contains(" FILE |")
                ? typed + recognition.wayOut().replace(" FILE |", " |").replaceFirst("; in .*", "")
                : recognition.wayOut(),
            recognition.isText(),
            recognition.lenientHelps());
    return piped.inWords("here begins", rest, name, command);
  }

  /** Quotes a word for a shell, if it needs quoting. */
  public static String quoted(String word) {
    return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
