package dev.watchstream.client.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;

/**
 * The warnings in the headers of an API server's answers, such as of a deprecated API: each text
 * once, although it comes with every answer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7234#section-5.5">RFC 7234, 5.5</a>
 */
public final class WarningHeader {

  /**
   * What an API server sends: the code 299, its name or a dash, and the text in quotes. This never
   * gives back what it took ({@code *+}), as a long text would overflow the stack otherwise.
   */
  private static final Pattern WARNING = Pattern.compile("299 [^ \"]+ \"((?:[^\"\\\\]|\\\\.)*+)\"");

  /** Limits what is kept of a server that sends a new text with each answer. */
  private static final int MOST_TEXTS = 100;

  private final Set<String> told = new HashSet<>();

  /** The texts that were not in any answer before, each safe for a log. */
  public List<String> newIn(Headers headers) {
    List<String> texts = new ArrayList<>();
    for (String header : headers.values("Warning")) {
      Matcher warning = WARNING.matcher(header);
      while (warning.find()) {
        String text = OneLine.of(warning.group(1).replaceAll("\\\\(.)", "$1"));
        if (told.size() < MOST_TEXTS && told.add(text)) {
          texts.add(text);
        }
      }
    }
    return texts;
  }
}
