package dev.watchstream.cli.live;

import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.Text;
import dev.watchstream.client.ServiceEndpoints;
import dev.watchstream.parser.Address;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The services of a watch on a terminal: a table that is drawn over itself. */
public final class ServiceTable {

  /** What fits most terminals. */
  private static final int MOST_ROWS = 20;

  private static final int NAME_COLUMNS = 40;

  private final Console console;
  private int drawnLines;

  public ServiceTable(Console console) {
    this.console = console;
  }

  public void draw(List<ServiceEndpoints> services) {
    StringBuilder text = new StringBuilder();
    if (drawnLines > 0) {
      text.append("\033[").append(drawnLines).append("A\033[J");
    }
    List<ServiceEndpoints> sorted =
        services.stream()
            .sorted(Comparator.comparing(service -> service.name().toString()))
            .toList();
    line(text, "SERVICE", "READY", "NOT READY", "TERMINATING", "ADDRESSES");
    for (ServiceEndpoints service : sorted.subList(0, Math.min(MOST_ROWS, sorted.size()))) {
      line(
          text,
          Text.excerpt(service.name().toString(), NAME_COLUMNS - 1),
          String.valueOf(service.addresses().size()),
          String.valueOf(service.notReadyAddresses().size()),
          String.valueOf(service.terminatingAddresses().size()),
          ips(service.addresses()));
    }
    drawnLines = 1 + Math.min(MOST_ROWS, sorted.size());
    if (sorted.size() > MOST_ROWS) {
      text.append("and ").append(sorted.size() - MOST_ROWS).append(" more\n");
      drawnLines++;
    }
    console.print(text.toString());
  }

  /** Cut at the terminal's edge, for a line that wraps would be counted as one. */
  private void line(
      StringBuilder text,
      String name,
      String ready,
      String notReady,
      String terminating,
      String addresses) {
    String line =
        String.format(
                Locale.ROOT,
                "%-40s  %6s  %9s  %11s  %s",
                name,
                ready,
                notReady,
                terminating,
                addresses)
            .stripTrailing();
    int columns = console.terminal().columns();
    text.append(line.length() > columns ? line.substring(0, columns) : line).append('\n');
  }

  private static String ips(List<Address> addresses) {
    StringBuilder ips = new StringBuilder();
    for (Address address : addresses.subList(0, Math.min(10, addresses.size()))) {
      ips.append(ips.isEmpty() ? "" : ",").append(Text.excerpt(address.ip()));
    }
    return ips.isEmpty() ? "<none>" : ips.toString();
  }
}
