package dev.watchstream.timeline.fleet;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.parser.rollout.RolloutTracker;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns the changes of one service of a cluster into a report's rows, as they become known. Holds
 * the present addresses of the service, and the churn of one day.
 *
 * <p>Mutable, for use by one thread. Another process, also of a newer release, can continue from
 * what {@link #writeTo} writes.
 */
public final class ServiceStory {

  /**
   * The version of the bytes that {@link #writeTo} writes. Since version 2 they have the time of
   * the last change.
   */
  public static final int FORMAT_VERSION = 2;

  private final String cluster;
  private final ServiceName service;
  private final RolloutTracker tracker = new RolloutTracker();
  private String recording = "";
  private @Nullable Instant zero;
  private @Nullable Duration latest;
  private @Nullable Churn today;
  private int addresses;

  /** A service without changes yet. */
  public ServiceStory(String cluster, ServiceName service) {
    this.cluster = cluster;
    this.service = service;
  }

  /** What one change meant: its step, and the rollouts that it ended. */
  record Told(RolloutStep step, List<Rollout> endedRollouts) {}

  /** Takes the service's next change. */
  public <F> void accept(ClusterEvent.Changed event, Report<F> report, Rows<F> rows)
      throws IOException {
    LocalDate day = event.day();
    if (today != null && !Objects.equals(today.day(), day)) {
      endDay(report, rows);
    }
    recording = event.recording();
    zero = event.zero();
    latest = event.change().time();
    RolloutStep step = tracker.accept(event.change());
    addresses = step.ready() + step.notReady() + step.terminating();
    List<Rollout> endedRollouts = tracker.takeEnded();
    if (report.isDaily() && rows.areAskedFor(step.time(), step.time(), zero)) {
      today = today == null ? new Churn(day) : today;
      today.add(step);
    }
    add(report.ended(new Told(step, endedRollouts)), report, rows);
  }

  /** Ends the day, whether or not this service has a change on the next one. */
  public <F> void endDay(Report<F> report, Rows<F> rows) throws IOException {
    if (report.isDaily()) {
      add(report.open(this), report, rows);
      today = null;
    }
  }

  /** Notes in how many places events of the cluster are missing so far. */
  public void gaps(int soFar) {
    tracker.gaps(soFar);
  }

  /** Adds the rows of what is still under way: no more changes come, or none came for long. */
  public <F> void underWay(Report<F> report, Rows<F> rows) throws IOException {
    add(report.open(this), report, rows);
  }

  /** Whether the service is gone and no row of it is pending. */
  public boolean isOver() {
    return today == null && tracker.services().isEmpty();
  }

  /** When its last change came; null where that is not known. */
  public @Nullable Instant lastChange() {
    return zero == null || latest == null ? null : zero.plus(latest);
  }

  /** The service. */
  public ServiceName service() {
    return service;
  }

  /**
   * The day, in UTC, of the churn that is held; null where none is held or the day is not known.
   */
  public @Nullable LocalDate day() {
    return today == null ? null : today.day();
  }

  /**
   * How many addresses it has, in any state: the memory that this takes is proportional to them.
   */
  public int addresses() {
    return addresses;
  }

  RolloutTracker tracker() {
    return tracker;
  }

  @Nullable Churn today() {
    return today;
  }

  private <F> void add(List<F> facts, Report<F> report, Rows<F> rows) throws IOException {
    for (F fact : facts) {
      if (rows.areAskedFor(report.start(fact), report.end(fact), zero)) {
        rows.add(new Row<>(cluster, recording, zero, service, fact));
      }
    }
  }

  /** Writes the state of this, with {@link #FORMAT_VERSION}. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(FORMAT_VERSION);
    out.writeUTF(cluster);
    out.writeUTF(service.kind());
    out.writeUTF(service.namespace());
    out.writeUTF(service.name());
    out.writeUTF(recording);
    out.writeBoolean(zero != null);
    if (zero != null) {
      out.writeLong(zero.getEpochSecond());
      out.writeInt(zero.getNano());
    }
    out.writeBoolean(latest != null);
    if (latest != null) {
      out.writeLong(latest.getSeconds());
      out.writeInt(latest.getNano());
    }
    byte[] tracked = tracker.export(service);
    out.writeInt(tracked == null ? 0 : tracked.length);
    out.write(tracked == null ? new byte[0] : tracked);
    out.writeBoolean(today != null);
    if (today != null) {
      today.writeTo(out);
    }
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws IOException if the bytes are damaged, or of a newer version
   */
  public static ServiceStory readFrom(DataInput in) throws IOException {
    int version = in.readByte();
    if (version < 1 || version > FORMAT_VERSION) {
      throw new InvalidObjectException(
          ("the story of a service is of version %d, and this release reads 1 to %d: read it with"
                  + " the release that wrote it, or a newer one")
              .formatted(version, FORMAT_VERSION));
    }
    String cluster = in.readUTF();
    ServiceStory story =
        new ServiceStory(cluster, new ServiceName(in.readUTF(), in.readUTF(), in.readUTF()));
    story.recording = in.readUTF();
    story.zero = in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
    story.latest =
        version > 1 && in.readBoolean() ? Duration.ofSeconds(in.readLong(), in.readInt()) : null;
    byte[] tracked = new byte[in.readInt()];
    in.readFully(tracked);
    if (tracked.length > 0) {
      story.tracker.restore(tracked);
      story.addresses = story.tracker.pods().size();
    }
    story.today = in.readBoolean() ? Churn.readFrom(in) : null;
    return story;
  }
}
