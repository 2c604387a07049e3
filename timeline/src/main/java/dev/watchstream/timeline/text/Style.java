package dev.watchstream.timeline.text;

/** Styles of text, where the terminal has colours. */
enum Style {
  /** Ready. */
  GREEN("32"),
  /** Not ready. */
  YELLOW("33"),
  /** Gone. */
  RED("31"),
  /** Less important. */
  FAINT("2"),
  BOLD("1");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String of(String text, TextOutput output) {
    return output.hasColors() && !text.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
