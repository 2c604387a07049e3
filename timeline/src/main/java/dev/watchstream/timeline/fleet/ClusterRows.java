package dev.watchstream.timeline.fleet;

import dev.watchstream.parser.ServiceName;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns the changes of one cluster into the rows of a report. Keeps the services that exist, and
 * the churn of one day, in memory. For use by one thread.
 */
public final class ClusterRows<F> {

  private final Report<F> report;
  private final Rows<F> rows;
  private final Map<ServiceName, ServiceStory> services = new LinkedHashMap<>();
  private @Nullable LocalDate today;

  /** The rows of a cluster without changes yet. */
  public ClusterRows(Report<F> report, Rows<F> rows) {
    this.report = report;
    this.rows = rows;
  }

  /** Takes the cluster's next change. */
  public void accept(ClusterEvent.Changed event) throws IOException {
    LocalDate day = event.day();
    if (!Objects.equals(day, today)) {
      endDay();
      today = day;
    }
    ServiceName name = event.change().service();
    ServiceStory service = services.get(name);
    if (service == null) {
      service = new ServiceStory(event.cluster(), name);
      services.put(name, service);
    }
    service.accept(event, report, rows);
    if (service.isOver()) {
      services.remove(name);
    }
  }

  /**
   * Ends the day of all services, also of those that were deleted during it, which are now
   * forgotten.
   */
  private void endDay() throws IOException {
    Iterator<ServiceStory> all = services.values().iterator();
    while (all.hasNext()) {
      ServiceStory service = all.next();
      service.endDay(report, rows);
      if (service.isOver()) {
        all.remove();
      }
    }
  }

  /**
   * Adds the rows of what is still under way: the cluster's last recording has ended.
   *
   * @param gaps in how many places events of the cluster are missing
   */
  public void end(int gaps) throws IOException {
    for (ServiceStory service : services.values()) {
      service.gaps(gaps);
      service.underWay(report, rows);
    }
  }
}
