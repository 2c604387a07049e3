package dev.watchstream.timeline.text;

/** Colours, where the terminal has them. */
enum Style {
  /** Ready. */
  GREEN("32"),
  /** Not ready. */
  YELLOW("33"),
  /** Gone. */
  RED("31"),
  /** Of less interest. */
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
