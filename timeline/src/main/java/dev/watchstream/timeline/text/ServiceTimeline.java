package dev.watchstream.timeline.text;

import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.timeline.Outage;
import dev.watchstream.timeline.Truncation;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened to one service, in as many rows as fit a screen: when there are more, neighbours
 * are merged.
 */
final class ServiceTimeline {

  /** Odd: the first row is kept, the others are merged in pairs. */
  private static final int MOST_ROWS = 41;

  private final List<TimelineRow> rows = new ArrayList<>();
  private final List<Rollout> rollouts = new ArrayList<>();
  private final List<Outage> outages = new ArrayList<>();
  private List<Truncation> truncations = List.of();

  /** How many events go into one row at present; a power of two. */
  private long eventsPerRow = 1;

  private long eventsInLastRow;
  private long events;

  void add(TimelineRow row) {
    events++;
    // The first row, the initial state, is never merged.
    if (rows.size() > 1 && eventsInLastRow < eventsPerRow) {
      rows.get(rows.size() - 1).merge(row);
      eventsInLastRow++;
      return;
    }
    if (rows.size() == MOST_ROWS) {
      mergeNeighbours();
    }
    rows.add(row);
    eventsInLastRow = 1;
  }

  void add(Rollout rollout) {
    rollouts.add(rollout);
  }

  void add(Outage outage) {
    outages.add(outage);
  }

  void truncations(List<Truncation> all) {
    truncations = List.copyOf(all);
  }

  List<TimelineRow> rows() {
    return rows;
  }

  /** How many events changed an address. */
  long events() {
    return events;
  }

  List<Rollout> rollouts() {
    return rollouts;
  }

  List<Outage> outages() {
    return outages;
  }

  List<Truncation> truncations() {
    return truncations;
  }

  private void mergeNeighbours() {
    int merged = 1;
    for (int i = 1; i < MOST_ROWS; i += 2) {
      TimelineRow row = rows.get(i);
      row.merge(rows.get(i + 1));
      rows.set(merged++, row);
    }
    rows.subList(merged, rows.size()).clear();
    eventsPerRow *= 2;
  }
}
