package dev.watchstream.flink;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.RowFormat;
import dev.watchstream.timeline.fleet.Rows;
import dev.watchstream.timeline.fleet.ServiceStory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns the changes of a service into the rows of a report. Its state is kept until the service is
 * deleted, not for a time: a service may be quiet for long.
 *
 * <p>An operator rather than a function, which could not write the state of many keys before a
 * checkpoint.
 */
final class ServiceOperator extends AbstractStreamOperator<String>
    implements OneInputStreamOperator<ClusterEvent, String>, Triggerable<String, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  /**
   * The time of the timer for the end of the input, when Flink's watermark is the greatest value.
   */
  private static final long END = Long.MAX_VALUE;

  /** How long after midnight a day's last change may still come. */
  private static final Duration LATE = Duration.ofHours(1);

  private final String reportName;
  private final RowFormat format;
  private final long maxLiveBytes;

  /** In milliseconds; 0 if what is under way is told at its end alone. */
  private final long quietTime;

  private transient @Nullable Report<?> report;
  private transient @Nullable StoryState state;
  private transient @Nullable InternalTimerService<VoidNamespace> timerService;

  ServiceOperator(Report<?> report, RowFormat format, Duration quietTime, long maxLiveBytes) {
    this.reportName = report.name();
    this.format = format;
    this.quietTime = quietTime.toMillis();
    this.maxLiveBytes = maxLiveBytes;
  }

  /** The key of a service, whose parts are joined by NUL, which no name contains. */
  static String key(ClusterEvent event) {
    ServiceName service = ((ClusterEvent.OfService) event).service();
    return String.join("\0", event.cluster(), service.kind(), service.namespace(), service.name());
  }

  @Override
  public void open() throws Exception {
    super.open();
    report = Report.named(reportName);
    state = StoryState.of(getRuntimeContext(), report(), this::setCurrentKey, maxLiveBytes);
    timerService = // savepoints have this name: that of a function's timers
        getInternalTimerService("user-timers", VoidNamespaceSerializer.INSTANCE, this);
  }

  @Override
  public void processElement(StreamRecord<ClusterEvent> element) throws Exception {
    String key = (String) getCurrentKey();
    ServiceStory story = stories().get(key);
    if (element.getValue() instanceof ClusterEvent.Changed changed) {
      accept(key, story, changed);
    } else if (story != null && element.getValue() instanceof ClusterEvent.Ended ended) {
      story.gaps(ended.gaps());
      end(key, story);
    }
  }

  private void accept(String key, @Nullable ServiceStory known, ClusterEvent.Changed changed)
      throws Exception {
    ServiceStory story = known;
    if (story == null) {
      story = stories().begin(key, changed.cluster(), changed.service());
      timers().registerEventTimeTimer(VoidNamespace.INSTANCE, END);
    }
    LocalDate before = story.day();
    accept(story, changed, report());
    stories().accepted(key, changed);
    LocalDate day = story.day();
    if (!Objects.equals(before, day)) {
      deleteTimer(before);
      if (day != null) {
        timers().registerEventTimeTimer(VoidNamespace.INSTANCE, over(day));
      }
    }
    if (story.isOver()) {
      forget(key, story);
    } else if (quietTime > 0 && story.lastChange() != null) {
      timers().registerEventTimeTimer(VoidNamespace.INSTANCE, endOfQuiet(story.lastChange()));
    }
  }

  /**
   * When a service that last changed then has been quiet for long enough, rounded up: so a timer
   * serves many changes, and does not have to be moved for each.
   */
  private long endOfQuiet(Instant lastChange) {
    long end = lastChange.toEpochMilli() + quietTime;
    return Math.floorDiv(end + quietTime - 1, quietTime) * quietTime;
  }

  private <F> void accept(ServiceStory story, ClusterEvent.Changed changed, Report<F> asked)
      throws IOException {
    story.accept(changed, asked, rows(asked));
  }

  /** When a day is over, in milliseconds since 1970, with the time for late changes. */
  private static long over(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).plus(LATE).toInstant().toEpochMilli();
  }

  private void deleteTimer(@Nullable LocalDate day) {
    if (day != null) {
      timers().deleteEventTimeTimer(VoidNamespace.INSTANCE, over(day));
    }
  }

  private void end(String key, ServiceStory story) throws Exception {
    tellUnderWay(story, report());
    forget(key, story);
  }

  private <F> void tellUnderWay(ServiceStory story, Report<F> asked) throws IOException {
    story.underWay(asked, rows(asked));
  }

  private void forget(String key, ServiceStory story) {
    timers().deleteEventTimeTimer(VoidNamespace.INSTANCE, END);
    deleteTimer(story.day());
    stories().remove(key);
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    String key = timer.getKey();
    ServiceStory story = stories().get(key);
    if (story == null) {
      return;
    }
    if (timer.getTimestamp() == END) {
      end(key, story);
      return;
    }
    if (story.day() == null) {
      endQuiet(story, timer.getTimestamp());
      return;
    }
    endDay(story, report());
    if (story.isOver()) {
      forget(key, story);
    } else {
      stories().changed(key);
    }
  }

  /** At the end of the input what is under way is told anyway. */
  private void endQuiet(ServiceStory story, long time) throws IOException {
    Instant lastChange = story.lastChange();
    boolean isQuiet = lastChange != null && endOfQuiet(lastChange) == time;
    if (isQuiet && timers().currentWatermark() != Long.MAX_VALUE) {
      tellUnderWay(story, report());
    }
  }

  private <F> void endDay(ServiceStory story, Report<F> asked) throws IOException {
    story.endDay(asked, rows(asked));
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("there are no timers by the wall clock");
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
    stories().write();
  }

  private <F> Rows<F> rows(Report<F> asked) {
    return row -> {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      format.row(asked.columns(), row, line);
      output.collect(new StreamRecord<>(line.toString(StandardCharsets.UTF_8).stripTrailing()));
    };
  }

  private Report<?> report() {
    return Objects.requireNonNull(report);
  }

  private StoryState stories() {
    return Objects.requireNonNull(state);
  }

  private InternalTimerService<VoidNamespace> timers() {
    return Objects.requireNonNull(timerService);
  }
}
