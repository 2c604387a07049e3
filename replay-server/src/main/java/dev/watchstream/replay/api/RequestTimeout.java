package dev.watchstream.replay.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameter {@code timeout}: how long a client waits for an answer other than a watch. Answers
 * come at once here, so it matters only whether the value is a Go duration.
 */
public final class RequestTimeout {
  private static final Pattern PART = Pattern.compile("(?:\\d+\\.?\\d*|\\.\\d+)([^.\\d]*)");
  private static final Pattern UNIT = Pattern.compile("ns|us|\u00b5s|\u03bcs|ms|s|m|h");

  private RequestTimeout() {}

  /** Throws 400, with Go's message, for a value that is no Go duration. */
  public static void check(Query query) throws StatusException {
    String text = query.text("timeout");
    String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (text.isEmpty() || unsigned.equals("0")) {
      return;
    }
    Matcher part = PART.matcher(unsigned);
    int end = 0;
    while (end < unsigned.length()) {
      if (!part.find(end) || part.start() != end) {
        throw bad("invalid duration", text);
      }
      if (part.group(1).isEmpty()) {
        throw bad("missing unit in duration", text);
      }
      if (!UNIT.matcher(part.group(1)).matches()) {
        throw bad("unknown unit \"%s\" in duration".formatted(part.group(1)), text);
      }
      end = part.end();
    }
    if (end == 0) {
      throw bad("invalid duration", text);
    }
  }

  private static StatusException bad(String what, String text) {
    return StatusException.badRequest(
        "invalid timeout specified in the request URL - time: %s \"%s\"".formatted(what, text));
  }
}
