package dev.watchstream.cli.live;

import dev.watchstream.cli.output.Text;
import dev.watchstream.client.ServiceEndpoints;
import dev.watchstream.parser.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Services as lines of a table that fits a terminal, the least ready on top. */
final class ServiceTable {

  /**
   * By the share of addresses that are ready: none first, then few; services without addresses come
   * just before those that are all ready. Then by name.
   */
  private static final Comparator<ServiceEndpoints> WORST_FIRST =
      Comparator.comparingDouble(ServiceTable::health)
          .thenComparing(service -> service.name().toString());

  private static final double NOTHING_THERE = 0.999_999;
  private static final int LEAST_NAME = 12;
  private static final int MOST_NAME = 40;

  /** The columns of the counts, with the space between them. */
  private static final int COUNT_COLUMNS = 34;

  private ServiceTable() {}

  private static double health(ServiceEndpoints service) {
    int ready = service.addresses().size();
    int all = ready + service.notReadyAddresses().size();
    return all == 0 ? NOTHING_THERE : (double) ready / all;
  }

  /** The services with this text in their name, worst first. */
  static List<ServiceEndpoints> sifted(List<ServiceEndpoints> services, String filter) {
    return services.stream()
        .filter(service -> service.name().toString().contains(filter))
        .sorted(WORST_FIRST)
        .toList();
  }

  /**
   * A heading and one line for each service.
   *
   * @param sorted the services
   * @param from the index of the first that is shown
   * @param most how many are shown at most
   * @param columns the terminal's width; longer lines are cut, as a wrapped line would take two
   */
  static List<String> lines(List<ServiceEndpoints> sorted, int from, int most, int columns) {
    List<ServiceEndpoints> shown =
        sorted.subList(Math.min(from, sorted.size()), Math.min(from + most, sorted.size()));
    int longest =
        shown.stream().mapToInt(service -> service.name().toString().length()).max().orElse(0);
    int room = Math.max(LEAST_NAME, Math.min(MOST_NAME, columns - COUNT_COLUMNS - LEAST_NAME));
    int name = Math.max(LEAST_NAME, Math.min(longest, room));
    List<String> lines = new ArrayList<>();
    lines.add(line(name, columns, "SERVICE", "READY", "NOT READY", "TERMINATING", "ADDRESSES"));
    for (ServiceEndpoints service : shown) {
      lines.add(
          line(
              name,
              columns,
              Text.shortened(service.name().toString(), name),
              String.valueOf(service.addresses().size()),
              String.valueOf(service.notReadyAddresses().size()),
              String.valueOf(service.terminatingAddresses().size()),
              ips(service.addresses())));
    }
    return lines;
  }

  private static String line(
      int nameColumns,
      int columns,
      String name,
      String ready,
      String notReady,
      String terminating,
      String addresses) {
    String line =
        String.format(
                Locale.ROOT,
                "%-" + nameColumns + "s  %6s  %9s  %11s  %s",
                name,
                ready,
                notReady,
                terminating,
                addresses)
            .stripTrailing();
    return line.length() > columns ? line.substring(0, columns) : line;
  }

  private static String ips(List<Address> addresses) {
    StringBuilder ips = new StringBuilder();
    for (Address address : addresses.subList(0, Math.min(10, addresses.size()))) {
      ips.append(ips.isEmpty() ? "" : ",").append(Text.excerpt(address.ip()));
    }
    return ips.isEmpty() ? "<none>" : ips.toString();
  }
}
