package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.Results.Numbers;
import dev.watchstream.benchmarks.Results.Ring;
import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Limit;
import dev.watchstream.benchmarks.workload.Workload;
import java.util.List;
import java.util.Locale;

/**
 * Bars for each workload on a logarithmic scale, our readers on top, the limit as a line. Two
 * panels per row; all panels have the same scale, so that they can be compared by eye.
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

  /** One workload of each kind, including those on which a memory is of no use. */
  private static final List<Workload> TELLING =
      List.of(
          Workload.ROLLING,
          Workload.RECORDED,
          Workload.ZIPF,
          Workload.RECORDED_SLICES,
          Workload.COLD_LIST,
          Workload.DIRTY);

  /** With its own background, as the color of the page is not known. */
  private static final String STYLE =
      """
      <style>
      .paper { fill: #ffffff }
      text { fill: #24292f }
      .faint { fill: #57606a }
      .value { stroke: #ffffff; stroke-width: 3px; paint-order: stroke }
      .grid { stroke: #d8dee4 }
      .limit { stroke: #57606a; stroke-width: 1.5px }
      .peer { fill: #b7c0ca }
      .plain { fill: #54a3f7 }
      .accelerated { fill: #0b57c4 }
      @media (prefers-color-scheme: dark) {
        .paper { fill: #0d1117 }
        text { fill: #e6edf3 }
        .faint { fill: #9198a1 }
        .value { stroke: #0d1117 }
        .grid { stroke: #30363d }
        .limit { stroke: #9198a1 }
        .peer { fill: #59636e }
        .plain { fill: #1f6feb }
        .accelerated { fill: #79c0ff }
      }
      </style>
      """;

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

  /** The most telling workloads: for the front page. */
  static String ofTelling(Results results) {
    Results.Run run = results.runs().get(0);
    List<Ring> rings =
        run.rings().stream()
            .filter(ring -> TELLING.contains(Workload.of(ring.workload())))
            .toList();
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
        font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif" font-size="12">
        <title>Megabytes of watch stream read per second, by parser and workload</title>
        %s<rect width="100%%" height="100%%" class="paper"/>
        <text x="%d" y="30" font-size="18" font-weight="bold">Watch stream read per second</text>
        <text x="%d" y="50" class="faint">MB/s, logarithmic, longer is better · bold: fully \
        validating, the others partly · JDK %d · %s</text>
        """,
        width,
        height,
        width,
        height,
        STYLE,
        MARGIN,
        MARGIN,
        run.feature(),
        escape(environment.cpu()));
    for (int i = 0; i < rings.size(); i++) {
      panel(rings.get(i), MARGIN + i % 2 * PANEL_WIDTH, HEADER + i / 2 * panelHeight);
    }
    add("</svg>\n");
    return svg.toString();
  }

  private void panel(Ring ring, int left, int top) {
    add("<g transform=\"translate(%d,%d)\">\n", left, top);
    String title = Workload.of(ring.workload()).title();
    text(0, 22, "font-size=\"14\" font-weight=\"bold\"", title);
    run.duel(ring.workload(), Goal.PEER)
        .filter(duel -> duel.voided() == null)
        .ifPresent(
            duel ->
                text(
                    PANEL_WIDTH - MARGIN,
                    22,
                    "class=\"faint\" text-anchor=\"end\"",
                    "accelerated: %.1f × %s".formatted(duel.ratio().median(), duel.opponent())));
    int bottom = TITLE + bars.size() * ROW;
    for (int power = (int) FROM; power <= TO; power++) {
      int x = x(Math.pow(10, power));
      add("<path d=\"M%d %dV%d\" class=\"grid\"/>\n", x, TITLE - 4, bottom);
      text(
          x,
          bottom + 16,
          "class=\"faint\" text-anchor=\"middle\" font-size=\"11\"",
          "%,d".formatted((long) Math.pow(10, power)));
    }
    limit(ring, bottom);
    for (int i = 0; i < bars.size(); i++) {
      bar(ring, bars.get(i), TITLE + i * ROW);
    }
    add("</g>\n");
  }

  private void bar(Ring ring, String contender, int y) {
    String weight = Names.isFullyValidating(contender) ? " font-weight=\"bold\"" : "";
    text(LABELS - 8, y + 12, "text-anchor=\"end\"" + weight, Names.title(contender));
    Results.Measurement measurement = run.find(ring.workload(), contender).orElse(null);
    Numbers numbers = measurement == null ? null : measurement.numbers();
    if (numbers == null) {
      String reason = measurement == null ? null : measurement.skipped();
      text(
          LABELS + 6,
          y + 12,
          "class=\"faint value\" font-size=\"11\" font-style=\"italic\"",
          reason == null ? "not measured" : reason);
      return;
    }
    int end = x(numbers.megabytesPerSecond());
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\" class=\"%s\"/>\n",
        LABELS, y, end - LABELS, BAR, Contenders.ours().contains(contender) ? contender : "peer");
    text(
        end + 5,
        y + 12,
        "class=\"value\" font-size=\"11\"" + weight,
        "%,.0f".formatted(numbers.megabytesPerSecond()));
  }

  private void limit(Ring ring, int bottom) {
    run.find(ring.workload(), Limit.ARRAYS_EQUALS.label())
        .map(Results.Measurement::numbers)
        .ifPresent(
            numbers -> {
              int x = x(numbers.megabytesPerSecond());
              add("<path d=\"M%d %dV%d\" class=\"limit\"/>\n", x, TITLE - 4, bottom);
              text(
                  x,
                  TITLE - 9,
                  "class=\"faint\" text-anchor=\"middle\" font-size=\"10\"",
                  "Arrays.equals %,.0f".formatted(numbers.megabytesPerSecond()));
            });
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
