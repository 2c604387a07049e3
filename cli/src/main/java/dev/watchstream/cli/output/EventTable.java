package dev.watchstream.cli.output;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.BookmarkEvent;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ListEndEvent;
import dev.watchstream.parser.StatusEvent;
import dev.watchstream.parser.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes events as a table, one line an event, in the manner of {@code kubectl get endpoints}. */
public final class EventTable {

  /** As many as kubectl shows. */
  private static final int ADDRESSES_SHOWN = 3;

  private final Console console;
  private boolean hasHeader;
  private boolean isTimed;
  private String time = "";

  public EventTable(Console console) {
    this.console = console;
  }

  /**
   * Writes an event. There is a column of times if the time of the first event is known.
   *
   * @param offset when it came, from the start
   * @param instant the same by the wall clock
   */
  public void write(StreamEvent event, @Nullable Duration offset, @Nullable Instant instant) {
    time =
        instant != null
            ? instant.truncatedTo(ChronoUnit.MILLIS).toString()
            : offset == null ? "" : String.format(Locale.ROOT, "+%.3f s", offset.toNanos() / 1e9);
    if (!hasHeader) {
      isTimed = !time.isEmpty();
      String first = time;
      time = "TIME";
      row("TYPE", "KIND", "NAME", "VERSION", "READY", "NOT READY", "ADDRESSES");
      time = first;
      hasHeader = true;
    }
    String type = event.type().name();
    String version = Text.excerpt(orEmpty(event.resourceVersion()));
    if (event instanceof EndpointsEvent endpoints) {
      row(
          type,
          endpoints.kind(),
          name(endpoints),
          version,
          Integer.toString(endpoints.addresses().size()),
          Integer.toString(endpoints.notReadyAddresses().size()),
          ips(endpoints.addresses()));
    } else if (event instanceof BookmarkEvent bookmark) {
      row(type, bookmark.kind(), "", version, "", "", "");
    } else if (event instanceof ListEndEvent list) {
      row(type, list.kind(), "", version, "", "", list.continueToken() == null ? "" : "more");
    } else if (event instanceof StatusEvent status) {
      row(type, "Status", "", "", "", "", Text.status(status));
    }
  }

  private static String name(EndpointsEvent endpoints) {
    String name = orEmpty(endpoints.name());
    return Text.excerpt(endpoints.namespace() == null ? name : endpoints.namespace() + "/" + name);
  }

  private static String ips(List<Address> addresses) {
    if (addresses.isEmpty()) {
      return "<none>";
    }
    StringBuilder ips = new StringBuilder();
    for (Address address : addresses.subList(0, Math.min(ADDRESSES_SHOWN, addresses.size()))) {
      ips.append(ips.isEmpty() ? "" : ",").append(Text.excerpt(address.ip()));
    }
    int more = addresses.size() - ADDRESSES_SHOWN;
    return more > 0 ? ips.append(" + ").append(more).append(" more...").toString() : ips.toString();
  }

  private void row(
      String type,
      String kind,
      String name,
      String version,
      String ready,
      String notReady,
      String addresses) {
    console.println(
        (isTimed ? String.format(Locale.ROOT, "%-24s  ", time) : "")
            + String.format(
                    Locale.ROOT,
                    "%-9s  %-13s  %-40s  %12s  %6s  %9s  %s",
                    type,
                    kind,
                    name,
                    version,
                    ready,
                    notReady,
                    addresses)
                .stripTrailing());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
