package dev.watchstream.timeline.picture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Builds the page: one file that loads nothing else. Its Content-Security-Policy allows only the
 * page's own script, so that nothing in a stream can be executed.
 */
final class HtmlPage {

  private static final String CHART_SCRIPT = "uPlot.iife.min.js";
  private static final String CHART_STYLE = "uPlot.min.css";
  private static final String CHART_LICENSE = "LICENSE";

  /** In the order in which they stand in the page. */
  private static final List<String> SCRIPTS =
      List.of(
          "format.js",
          "model.js",
          "theme.js",
          "area.js",
          "lanes.js",
          "panel.js",
          "times.js",
          "details.js",
          "tables.js",
          "cluster.js",
          "view.js",
          "comparison.js");

  /** Only in live pages. */
  private static final List<String> LIVE_SCRIPTS = List.of("live.js", "player.js");

  private HtmlPage() {}

  /** A static page. */
  static String still(String title, String json) {
    return page(title, json, "", SCRIPTS);
  }

  /**
   * A page that its server keeps up to date.
   *
   * @param events the path, relative to the page, of the server-sent events
   */
  static String live(String title, String json, String events) {
    List<String> scripts = new ArrayList<>(SCRIPTS);
    scripts.addAll(LIVE_SCRIPTS);
    return page(title, json, events, scripts);
  }

  private static String page(String title, String json, String events, List<String> scripts) {
    String style = resource(CHART_STYLE) + "\n" + resource("page.css");
    StringBuilder script = new StringBuilder();
    script.append("/*\n").append(resource(CHART_LICENSE)).append("*/\n");
    script.append(resource(CHART_SCRIPT)).append("\n(() => {\n\"use strict\";\n");
    scripts.forEach(name -> script.append(resource(name)));
    script.append(resource("main.js")).append("})();\n");
    String policy =
        "default-src 'none'; script-src "
            + hash(script.toString())
            + "; style-src "
            + hash(style)
            + (events.isEmpty() ? "" : "; connect-src 'self'")
            + "; base-uri 'none'; form-action 'none'";
    StringBuilder page = new StringBuilder();
    String template = resource("page.html");
    int done = 0;
    for (int at = template.indexOf('@'); at >= 0; at = template.indexOf('@', done)) {
      int end = template.indexOf('@', at + 1);
      page.append(template, done, at);
      page.append(
          switch (template.substring(at + 1, end)) {
            case "POLICY" -> policy;
            case "TITLE" -> Markup.escaped(title);
            case "STYLE" -> style;
            case "LIVE" -> Markup.escaped(events);
            // Escaped so that it cannot contain "</script>" or "<!--".
            case "DATA" -> json.replace("<", "\\u003c");
            case "SCRIPT" -> script;
            default -> throw new IllegalStateException(template.substring(at, end + 1));
          });
      done = end + 1;
    }
    return page.append(template, done, template.length()).toString();
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = HtmlPage.class.getResourceAsStream("page/" + name)) {
      if (in == null) {
        throw new IllegalStateException("not in the jar: page/" + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("page/" + name, e);
    }
  }
}
