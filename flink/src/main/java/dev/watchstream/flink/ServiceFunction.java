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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Turns the changes of a service into the rows of a report. Its state is all that is known of the
 * service, until it is deleted: a quiet service is not a dead one.
 */
final class ServiceFunction extends KeyedProcessFunction<String, ClusterEvent, String> {

  private static final long serialVersionUID = 1L;

  /** When the input has ended, which is when Flink's time passes all bounds. */
  private static final long END = Long.MAX_VALUE;

  /** How long after midnight a day's last change may come. */
  private static final Duration LATE = Duration.ofHours(1);

  private final String reportName;
  private final RowFormat format;
  private final long maxLiveBytes;
  private transient @Nullable Report<?> report;
  private transient @Nullable StoryState state;

  ServiceFunction(Report<?> report, RowFormat format, long maxLiveBytes) {
    this.reportName = report.name();
    this.format = format;
    this.maxLiveBytes = maxLiveBytes;
  }

  /** What is one service. NUL is in no name. */
  static String key(ClusterEvent event) {
    ServiceName service = ((ClusterEvent.Changed) event).change().service();
    return String.join("\0", event.cluster(), service.kind(), service.namespace(), service.name());
  }

  @Override
  public void open(OpenContext context) {
    report = Report.named(reportName);
    state = StoryState.of(getRuntimeContext(), Objects.requireNonNull(report), maxLiveBytes);
  }

  @Override
  public void processElement(ClusterEvent event, Context context, Collector<String> out)
      throws Exception {
    ClusterEvent.Changed changed = (ClusterEvent.Changed) event;
    StoryState stories = Objects.requireNonNull(state);
    String key = context.getCurrentKey();
    TimerService timers = context.timerService();
    ServiceStory story = stories.get(key);
    if (story == null) {
      story = stories.begin(key, event.cluster(), changed.change().service());
      timers.registerEventTimeTimer(END);
    }
    LocalDate before = story.day();
    accept(story, changed, Objects.requireNonNull(report), out);
    stories.accepted(key, changed);
    LocalDate day = story.day();
    if (!Objects.equals(before, day)) {
      if (before != null) {
        timers.deleteEventTimeTimer(over(before));
      }
      if (day != null) {
        timers.registerEventTimeTimer(over(day));
      }
    }
    if (story.isOver()) {
      forget(key, stories, timers);
    }
  }

  private <F> void accept(
      ServiceStory story, ClusterEvent.Changed changed, Report<F> asked, Collector<String> out)
      throws IOException {
    story.accept(changed, asked, rows(asked, out));
  }

  /** When a day is over, also for who is late. */
  private static long over(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).plus(LATE).toInstant().toEpochMilli();
  }

  private static void forget(String key, StoryState stories, TimerService timers) {
    timers.deleteEventTimeTimer(END);
    stories.remove(key);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<String> out) throws Exception {
    StoryState stories = Objects.requireNonNull(state);
    String key = context.getCurrentKey();
    ServiceStory story = stories.get(key);
    if (story == null) {
      return;
    }
    if (time == END) {
      end(story, Objects.requireNonNull(report), out);
      stories.remove(key);
      return;
    }
    endDay(story, Objects.requireNonNull(report), out);
    if (story.isOver()) {
      forget(key, stories, context.timerService());
    } else {
      stories.save(key);
    }
  }

  private <F> void endDay(ServiceStory story, Report<F> asked, Collector<String> out)
      throws IOException {
    story.endDay(asked, rows(asked, out));
  }

  private <F> void end(ServiceStory story, Report<F> asked, Collector<String> out)
      throws IOException {
    story.end(asked, rows(asked, out));
  }

  private <F> Rows<F> rows(Report<F> asked, Collector<String> out) {
    return row -> {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      format.row(asked.columns(), row, line);
      out.collect(line.toString(StandardCharsets.UTF_8).stripTrailing());
    };
  }
}
