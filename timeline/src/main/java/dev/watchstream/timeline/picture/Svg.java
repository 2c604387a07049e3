package dev.watchstream.timeline.picture;

import java.util.Locale;

/** Writes the elements of an SVG file. Coordinates are pixels from the upper left corner. */
final class Svg {

  private final StringBuilder text = new StringBuilder();

  /** A rectangle; {@code classes} are those of the style sheet. */
  void rect(double x, double y, double width, double height, String classes) {
    text.append("<rect");
    number("x", x);
    number("y", y);
    number("width", width);
    number("height", height);
    text.append(" class=\"").append(classes).append("\"/>\n");
  }

  /** A rectangle with a tooltip. */
  void rect(double x, double y, double width, double height, String classes, String title) {
    text.append("<g><title>").append(Markup.escaped(title)).append("</title>");
    rect(x, y, width, height, classes);
    text.append("</g>\n");
  }

  void text(double x, double y, String classes, String content) {
    text.append("<text");
    number("x", x);
    number("y", y);
    text.append(" class=\"").append(classes).append("\">");
    text.append(Markup.escaped(content)).append("</text>\n");
  }

  /** A path, in SVG's path commands. */
  void path(CharSequence commands, String classes) {
    text.append("<path d=\"")
        .append(commands)
        .append("\" class=\"")
        .append(classes)
        .append("\"/>\n");
  }

  private void number(String name, double value) {
    text.append(' ').append(name).append("=\"").append(number(value)).append('"');
  }

  /** A number with two decimals at most. */
  static String number(double value) {
    long hundredths = Math.round(value * 100);
    return hundredths % 100 == 0
        ? Long.toString(hundredths / 100)
        : String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
  }

  /** The whole file. */
  String file(double width, double height, String title, String description) {
    String size = number(width) + " " + number(height);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
        + size
        + "\" width=\""
        + number(width)
        + "\" height=\""
        + number(height)
        + "\" role=\"img\" aria-labelledby=\"title desc\">\n<title id=\"title\">"
        + Markup.escaped(title)
        + "</title>\n<desc id=\"desc\">"
        + Markup.escaped(description)
        + "</desc>\n"
        + HEAD
        + "<rect width=\""
        + number(width)
        + "\" height=\""
        + number(height)
        + "\" class=\"paper\"/>\n"
        + text
        + "</svg>\n";
  }

  /** The colours are those of Okabe and Ito, which colour-blind readers can tell apart. */
  private static final String HEAD =
      """
      <style>
      text { font: 11px system-ui, "DejaVu Sans", sans-serif; fill: #1b1f24; }
      .title { font-size: 15px; font-weight: 600; } .bold { font-weight: 600; }
      .label { paint-order: stroke; stroke: #ffffff; stroke-width: 3px; stroke-linejoin: round; }
      .faint { fill: #5c6570; } .end { text-anchor: end; } .middle { text-anchor: middle; }
      .paper { fill: #ffffff; } .line { stroke: #d5dae0; fill: none; } .flag { fill: #1b1f24; }
      .ready { fill: #0072b2; } .outdated { fill: #82bfe6; } .not-ready { fill: #e69f00; }
      .none { fill: #c43b00; } .zone { fill: #5c6570; }
      .band { fill: #0072b2; fill-opacity: 0.1; stroke: #0072b2; }
      .terminating { fill: url(#terminating); } .unknown { fill: url(#unknown); }
      .stripe { stroke-width: 2.5; fill: none; } .up { stroke: #a2679a; } .down { stroke: #b9bfc6; }
      @media (prefers-color-scheme: dark) {
      text, .flag { fill: #e6e9ec; } .faint, .zone { fill: #a2abb5; } .paper { fill: #14171b; }
      .label { stroke: #14171b; }
      .line { stroke: #3a424b; } .ready { fill: #3fa0e0; } .outdated { fill: #2c5b7c; }
      .not-ready { fill: #f0b429; } .none { fill: #ff7a45; } .up { stroke: #cf8fc5; }
      .down { stroke: #59626c; } .band { fill: #3fa0e0; fill-opacity: 0.16; stroke: #3fa0e0; }
      }
      </style>
      <defs>
      <pattern id="terminating" width="8" height="8" patternUnits="userSpaceOnUse">\
      <rect width="8" height="8" class="paper"/><path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" class="stripe up"/></pattern>
      <pattern id="unknown" width="8" height="8" patternUnits="userSpaceOnUse">\
      <rect width="8" height="8" class="paper"/><path d="M-2 6L2 10M0 0L8 8M6 -2L10 2" class="stripe down"/></pattern>
      </defs>
      """;
}
