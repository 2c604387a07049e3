package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.Results.Numbers;
import dev.watchstream.benchmarks.Results.Ring;
import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Limit;
import dev.watchstream.benchmarks.workload.Workload;
import java.util.List;
import java.util.Locale;

/**
 * Bars for each workload on a logarithmic scale, our readers on top, the limits as lines. Two
 * panels a row; all panels have the same scale, so that they can be compared by eye.
 */
final class Chart {

  private static final int PANEL_WIDTH = 560;
  private static final int MARGIN = 24;
  private static final int HEADER = 68;
  private static final int TITLE = 48;
  private static final int ROW = 21;
  private static final int BAR = 15;
  private static final int AXIS = 34;
  private static final int LABELS = 226;
  private static final int PLOT = 280;

  /** MB/s at the left and the right end of the scale, as powers of ten. */
  private static final double FROM = 1;

  private static final double TO = 4.5;

  /** Keeps a text legible where a line crosses it. */
  private static final String HALO =
      " stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\"";

  private final Results.Run run;
  private final List<Ring> rings;
  private final List<String> bars;
  private final int panelHeight;
  private final StringBuilder svg = new StringBuilder();

  private Chart(Results.Run run, List<Ring> rings) {
    this.run = run;
    this.rings = rings;
    this.bars = Names.measured(run).stream().filter(Contenders.names()::contains).toList();
    this.panelHeight = TITLE + bars.size() * ROW + AXIS;
  }

  /** The workloads that tell most: for the front page. */
  static String ofTelling(Results results) {
    Results.Run run = results.runs().get(0);
    List<String> telling = Plan.quick().workloads().stream().map(Workload::label).toList();
    List<Ring> rings =
        run.rings().stream().filter(ring -> telling.contains(ring.workload())).toList();
    return new Chart(run, rings.isEmpty() ? run.rings() : rings).draw(results.environment());
  }

  static String ofAll(Results results) {
    Results.Run run = results.runs().get(0);
    return new Chart(run, run.rings()).draw(results.environment());
  }

  private String draw(Environment environment) {
    int rows = (rings.size() + 1) / 2;
    int width = 2 * PANEL_WIDTH + 2 * MARGIN;
    int height = HEADER + rows * panelHeight + MARGIN;
    add(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" \
        font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif" font-size="12" fill="#24292f">
        <title>Megabytes of watch stream read per second, by parser and workload</title>
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        <text x="%d" y="30" font-size="18" font-weight="bold">Watch stream read per second</text>
        <text x="%d" y="50" fill="#57606a">MB/s, logarithmic, longer is better · JDK %d · %s</text>
        """,
        width, height, width, height, MARGIN, MARGIN, run.feature(), escape(environment.cpu()));
    for (int i = 0; i < rings.size(); i++) {
      panel(rings.get(i), MARGIN + i % 2 * PANEL_WIDTH, HEADER + i / 2 * panelHeight);
    }
    add("</svg>\n");
    return svg.toString();
  }

  private void panel(Ring ring, int left, int top) {
    add("<g transform=\"translate(%d,%d)\">\n", left, top);
    text(0, 22, "font-size=\"14\" font-weight=\"bold\"", Workload.of(ring.workload()).title());
    int bottom = TITLE + bars.size() * ROW;
    for (int power = (int) FROM; power <= TO; power++) {
      int x = x(Math.pow(10, power));
      add("<path d=\"M%d %dV%d\" stroke=\"#d8dee4\"/>\n", x, TITLE - 4, bottom);
      text(
          x,
          bottom + 16,
          "text-anchor=\"middle\" font-size=\"11\" fill=\"#57606a\"",
          "%,d".formatted((long) Math.pow(10, power)));
    }
    for (int i = 0; i < bars.size(); i++) {
      bar(ring, bars.get(i), TITLE + i * ROW);
    }
    limit(ring, Limit.TOKENS, "Jackson tokens", "stroke-dasharray=\"2 3\"", bottom);
    limit(ring, Limit.ARRAYS_EQUALS, "Arrays.equals", "", bottom);
    add("</g>\n");
  }

  private void bar(Ring ring, String contender, int y) {
    boolean ours = Names.isOurs(contender);
    text(
        LABELS - 8,
        y + 12,
        "text-anchor=\"end\"" + (ours ? " font-weight=\"bold\"" : ""),
        Names.title(contender));
    Results.Measurement measurement = run.find(ring.workload(), contender).orElse(null);
    Numbers numbers = measurement == null ? null : measurement.numbers();
    if (numbers == null) {
      String reason = measurement == null ? null : measurement.skipped();
      text(
          LABELS + 6,
          y + 12,
          "font-size=\"11\" font-style=\"italic\" fill=\"#6e7781\"" + HALO,
          reason == null ? "not measured" : reason);
      return;
    }
    int end = x(numbers.megabytesPerSecond());
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\" fill=\"%s\"/>\n",
        LABELS, y, end - LABELS, BAR, color(contender));
    text(
        end + 5,
        y + 12,
        "font-size=\"11\"" + HALO + (ours ? " font-weight=\"bold\"" : ""),
        "%,.0f".formatted(numbers.megabytesPerSecond()));
  }

  private void limit(Ring ring, Limit limit, String name, String style, int bottom) {
    run.find(ring.workload(), limit.label())
        .map(Results.Measurement::numbers)
        .ifPresent(
            numbers -> {
              int x = x(numbers.megabytesPerSecond());
              add(
                  "<path d=\"M%d %dV%d\" stroke=\"#57606a\" stroke-width=\"1.5\" %s/>\n",
                  x, TITLE - 4, bottom, style);
              text(
                  x,
                  TITLE - 9,
                  "text-anchor=\"middle\" font-size=\"10\" fill=\"#57606a\"",
                  "%s %,.0f".formatted(name, numbers.megabytesPerSecond()));
            });
  }

  /** The plain reader is the lighter of our colours: what is to come stands out beside it. */
  private static String color(String contender) {
    if (!Names.isOurs(contender)) {
      return "#c3cbd4";
    }
    return contender.equals(Contenders.PLAIN) ? "#54a3f7" : "#0b57c4";
  }

  private static int x(double megabytesPerSecond) {
    double at = (Math.log10(Math.max(megabytesPerSecond, 10)) - FROM) / (TO - FROM);
    return LABELS + (int) Math.round(at * PLOT);
  }

  private void text(int x, int y, String attributes, String text) {
    add("<text x=\"%d\" y=\"%d\" %s>%s</text>\n", x, y, attributes, escape(text));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private void add(String format, Object... args) {
    svg.append(String.format(Locale.ROOT, format, args));
  }
}
