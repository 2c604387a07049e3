package dev.watchstream.cli.live;

import dev.watchstream.cli.output.Console;
import dev.watchstream.client.ServiceEndpoints;
import java.util.ArrayList;
import java.util.List;

/**
 * The services of a watch on a terminal. Where keys can be read it takes the full screen, and can
 * be scrolled and filtered; otherwise it is redrawn in place. Safe for use by several threads.
 */
public final class LiveTable implements AutoCloseable {

  /** Where the height is not known; fits most terminals. */
  private static final int MOST_ROWS = 20;

  private static final String HELP = "↑ ↓ PgUp PgDn scroll, / filters, Esc all, q quits";
  private static final String FULL_SCREEN = "\033[?1049h";
  private static final String FORMER_SCREEN = "\033[?1049l";

  private final Console console;
  private final Screen screen;
  private final String heading;
  private List<ServiceEndpoints> services = List.of();
  private int drawnLines;
  private int from;
  private String filter = "";
  private boolean isTyping;
  private String said = "";

  /** Where it is drawn. */
  public interface Screen {

    /** Whether the table takes the full screen and is steered by keys. */
    boolean hasKeys();

    int columns();

    int rows();
  }

  /** A terminal of which only the width is known. */
  public static Screen withoutKeys(Console console) {
    return new Screen() {
      @Override
      public boolean hasKeys() {
        return false;
      }

      @Override
      public int columns() {
        return console.terminal().columns();
      }

      @Override
      public int rows() {
        return MOST_ROWS;
      }
    };
  }

  /**
   * @param heading a line above the table in full-screen mode, empty for none
   */
  public LiveTable(Console console, Screen screen, String heading) {
    this.console = console;
    this.heading = heading;
    this.screen = screen;
    if (screen.hasKeys()) {
      console.print(FULL_SCREEN);
    }
  }

  /** Shows these services from now on. */
  public synchronized void draw(List<ServiceEndpoints> now) {
    if (services.isEmpty() && !now.isEmpty()) {
      said = "";
    }
    services = now;
    redraw();
  }

  /** Shows a line below the table, in place of the one before. */
  public synchronized void say(String line) {
    said = line;
    redraw();
  }

  /** Draws it anew, as when the terminal has another size. */
  public synchronized void redraw() {
    StringBuilder text = new StringBuilder();
    if (screen.hasKeys()) {
      text.append("\033[H\033[2J").append(String.join("\n", fullScreen()));
    } else {
      text.append(drawnLines > 0 ? "\033[" + drawnLines + "A\033[J" : "");
      List<String> lines = inPlace();
      lines.forEach(line -> text.append(line).append('\n'));
      drawnLines = lines.size();
    }
    console.print(text.toString());
    console.flush();
  }

  private List<String> inPlace() {
    List<ServiceEndpoints> sorted = ServiceTable.sifted(services, "");
    List<String> lines =
        new ArrayList<>(ServiceTable.lines(sorted, 0, MOST_ROWS, screen.columns()));
    if (sorted.size() > MOST_ROWS) {
      lines.add("and " + (sorted.size() - MOST_ROWS) + " more");
    }
    return lines;
  }

  private List<String> fullScreen() {
    List<ServiceEndpoints> sorted = ServiceTable.sifted(services, filter);
    int rows = room();
    from = Math.max(0, Math.min(from, sorted.size() - rows));
    List<String> lines = new ArrayList<>();
    if (!heading.isEmpty()) {
      lines.add(fitting(heading));
    }
    lines.addAll(ServiceTable.lines(sorted, from, rows, screen.columns()));
    if (!said.isEmpty()) {
      lines.add(fitting(said));
    }
    int last = Math.min(from + rows, sorted.size());
    String place = (sorted.isEmpty() ? 0 : from + 1) + "–" + last + " of " + sorted.size();
    String sifted =
        filter.isEmpty() && !isTyping ? "" : "/" + filter + (isTyping ? "_" : "") + "  ";
    lines.add(fitting(sifted + place + "  " + HELP));
    return lines;
  }

  private String fitting(String line) {
    return line.substring(0, Math.min(line.length(), screen.columns()));
  }

  /**
   * The rows left for services: without the table's head, the status line, the heading and the last
   * message.
   */
  private int room() {
    int others = 2 + (heading.isEmpty() ? 0 : 1) + (said.isEmpty() ? 0 : 1);
    return Math.max(1, screen.rows() - others);
  }

  /** Handles a key; returns false when it quits. */
  public synchronized boolean key(Key key) {
    if (isTyping && key.text() != null) {
      filter += key.text();
    } else {
      switch (key.what()) {
        case UP -> from--;
        case DOWN -> from++;
        case PAGE_UP -> from -= room();
        case PAGE_DOWN -> from += room();
        case HOME -> from = 0;
        case END -> from = services.size();
        case BACKSPACE -> filter = filter.substring(0, Math.max(0, filter.length() - 1));
        case ENTER -> isTyping = false;
        case ESCAPE -> {
          isTyping = false;
          filter = "";
        }
        case TEXT -> {
          if ("q".equals(key.text())) {
            return false;
          }
          isTyping = "/".equals(key.text());
        }
      }
    }
    redraw();
    return true;
  }

  /** Restores the former screen, and prints the table there as it was last. */
  @Override
  public synchronized void close() {
    if (screen.hasKeys()) {
      console.print(FORMER_SCREEN);
      inPlace().forEach(console::println);
      console.flush();
    }
  }
}
