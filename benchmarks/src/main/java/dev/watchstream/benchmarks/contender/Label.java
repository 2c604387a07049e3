package dev.watchstream.benchmarks.contender;

/**
 * What the report says of a contender besides its speed.
 *
 * @param title its name in tables and charts
 * @param validation what it refuses
 * @param makesStrings whether the values it hands out are Strings
 */
public record Label(String title, Validation validation, boolean makesStrings) {

  /** How much of what is not JSON in UTF-8 a contender refuses. */
  public enum Validation {
    /** Everything that RFC 8259 or RFC 3629 forbids, also in what it skips. */
    FULL("fully"),
    /** Not everything: it overlooks some of it in what it skips or decodes. */
    PARTIAL("partly");

    private final String inWords;

    Validation(String inWords) {
      this.inWords = inWords;
    }

    /** As in "fully validating". */
    public String inWords() {
      return inWords;
    }
  }
}
