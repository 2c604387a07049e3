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
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
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

  private final String reportName;
  private final RowFormat format;
  private transient @Nullable Report<?> report;
  private transient @Nullable ValueState<ServiceStory> state;

  ServiceFunction(Report<?> report, RowFormat format) {
    this.reportName = report.name();
    this.format = format;
  }

  /** What is one service. NUL is in no name. */
  static String key(ClusterEvent event) {
    ServiceName service = ((ClusterEvent.Changed) event).change().service();
    return String.join("\0", event.cluster(), service.kind(), service.namespace(), service.name());
  }

  @Override
  public void open(OpenContext context) {
    report = Report.named(reportName);
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("service", new ServiceStorySerializer()));
  }

  @Override
  public void processElement(ClusterEvent event, Context context, Collector<String> out)
      throws IOException {
    ClusterEvent.Changed changed = (ClusterEvent.Changed) event;
    ValueState<ServiceStory> known = Objects.requireNonNull(state);
    ServiceStory story = known.value();
    if (story == null) {
      story = new ServiceStory(event.cluster(), changed.change().service());
      context.timerService().registerEventTimeTimer(END);
    }
    accept(story, changed, Objects.requireNonNull(report), out);
    if (story.isOver()) {
      context.timerService().deleteEventTimeTimer(END);
      known.clear();
    } else {
      known.update(story);
    }
  }

  private <F> void accept(
      ServiceStory story, ClusterEvent.Changed changed, Report<F> asked, Collector<String> out)
      throws IOException {
    story.accept(changed, asked, rows(asked, out));
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<String> out) throws IOException {
    ValueState<ServiceStory> known = Objects.requireNonNull(state);
    ServiceStory story = known.value();
    if (story != null) {
      end(story, Objects.requireNonNull(report), out);
      known.clear();
    }
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
