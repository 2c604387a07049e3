package dev.watchstream.client.wire;

import dev.watchstream.fixtures.input.SafeText;

/** Text from a server, made safe for a log or a terminal. */
public final class OneLine {

  private static final int MAX_CHARS = 300;

  private OneLine() {}

  public static String of(String text) {
    return SafeText.excerpt(text.replaceAll("\\s", " "), MAX_CHARS);
  }
}
