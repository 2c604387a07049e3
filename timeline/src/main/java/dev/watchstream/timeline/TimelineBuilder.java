package dev.watchstream.timeline;

import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.parser.rollout.RolloutTracker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Builds a timeline of a stream, event by event. For use by one thread.
 *
 * <p>Keeps every change of an address, up to {@link #MAX_CHANGES}: each takes about 200 bytes, with
 * the pod's name and spans.
 */
public final class TimelineBuilder {

  /** The most changes of addresses that a timeline holds. */
  public static final int MAX_CHANGES = 1_000_000;

  private final String title;
  private final int maxChanges;
  private final RolloutTracker tracker = new RolloutTracker();
  private final Map<ServiceName, ServiceBuilder> services = new LinkedHashMap<>();
  private final MarkBuilder marks;
  private final List<Rollout> ended = new ArrayList<>();

  private TimeSource timeSource = TimeSource.NONE;
  private @Nullable Instant startedAt;
  private Moment first = new Moment(0, null);
  private Moment last = first;
  private Predicate<ServiceName> selected = service -> true;
  private boolean hasBegun = true;
  private int changes;
  private boolean isCut;

  /** A builder for a stream that is not of a recording. */
  public TimelineBuilder(String title) {
    this(title, RecordingInfo.unknown());
  }

  /** A builder for a recording, whose notes and gaps become part of the timeline. */
  public TimelineBuilder(String title, RecordingInfo info) {
    this(title, info, MAX_CHANGES);
  }

  TimelineBuilder(String title, RecordingInfo info, int maxChanges) {
    this.title = title;
    this.maxChanges = maxChanges;
    this.marks = new MarkBuilder(info);
  }

  /**
   * Restricts the timeline to some services. To be called before the first event.
   *
   * @param isPart whether the timeline begins only when {@link #begin} is called
   */
  public void select(Predicate<ServiceName> services, boolean isPart) {
    selected = services;
    hasBegun = !isPart;
  }

  /** Whether the timeline has begun. */
  public boolean hasBegun() {
    return hasBegun;
  }

  /**
   * Begins the timeline here, with the present state.
   *
   * @param time the time of the beginning, from the start; null for that of the last event before
   *     it
   */
  public void begin(@Nullable Duration time) {
    last = new Moment(last.event(), time == null ? last.time() : time);
    first = last;
    forget();
    hasBegun = true;
  }

  private void forget() {
    services.values().removeIf(service -> !service.begin(last));
    marks.begin();
    changes = 0;
  }

  /** Extends the timeline to {@code time}, which is after its last event. */
  public void end(@Nullable Duration time) {
    last = new Moment(last.event(), time == null ? last.time() : time);
  }

  /** Says where the times come from. */
  public void times(TimeSource source, @Nullable Instant zero) {
    timeSource = source;
    startedAt = zero;
  }

  /**
   * Takes the stream's next event.
   *
   * @param start the offset of its first byte in the stream
   * @param time when it came, from the start; null where that is not known
   * @return what it meant for its service; null for an event without addresses, or beyond what a
   *     timeline can hold
   */
  public @Nullable RolloutStep accept(StreamEvent event, long start, @Nullable Duration time) {
    if (isCut) {
      return null;
    }
    Moment moment = next(time);
    int gaps = marks.accept(event, start, moment.event() == 0 ? moment : last, moment);
    for (int i = 0; i < gaps; i++) {
      tracker.gap();
    }
    last = moment;
    return follow(event, tracker.accept(event, time), moment);
  }

  /**
   * Takes the next event by its full list of addresses, not by the changes that the parser found:
   * for callers that do not see every event of the parser, such as the listener of a watch.
   *
   * @param time when it came, from the start
   * @return what it meant for its service; null beyond what a timeline can hold
   */
  public @Nullable RolloutStep acceptWhole(EndpointsEvent event, Duration time) {
    if (isCut) {
      return null;
    }
    last = next(time);
    return follow(event, tracker.acceptWhole(event, time), last);
  }

  /**
   * Adds a mark about the stream itself.
   *
   * @param from when it began, from the start
   * @param to when it was over, from the start
   */
  public void mark(Mark.Kind kind, Duration from, Duration to, String text) {
    long event = tracker.eventCount();
    marks.add(
        new Mark(kind, new Moment(Math.max(0, event - 1), from), new Moment(event, to), text));
  }

  private Moment next(@Nullable Duration time) {
    Moment moment = new Moment(tracker.eventCount(), time);
    if (time != null && moment.event() > 0 && last.time() == null) {
      services.values().forEach(ServiceBuilder::timesAreKnown);
      last = last.timed();
      first = first.timed();
    }
    first = moment.event() == 0 ? moment : first;
    return moment;
  }

  private @Nullable RolloutStep follow(
      StreamEvent event, @Nullable RolloutStep step, Moment moment) {
    if (event instanceof EndpointsEvent endpoints) {
      add(tracker.left(), endpoints, moment);
      add(step, endpoints, moment);
    }
    for (Rollout rollout : tracker.takeEnded()) {
      if (selected.test(rollout.service())) {
        service(rollout).add(rollout);
        if (hasBegun) {
          ended.add(rollout);
        }
      }
    }
    return step;
  }

  private void add(@Nullable RolloutStep step, EndpointsEvent event, Moment moment) {
    if (step == null || !selected.test(step.service())) {
      return;
    }
    services.computeIfAbsent(step.service(), ServiceBuilder::new).accept(event, step, moment);
    changes += step.changes().size();
    isCut = hasBegun && changes >= maxChanges;
    if (changes >= maxChanges && !hasBegun) {
      forget();
    }
  }

  /** The rollouts that ended since this was last called. */
  public List<Rollout> takeEnded() {
    List<Rollout> taken = List.copyOf(ended);
    ended.clear();
    return taken;
  }

  /** The rollouts that are under way, in their present state. */
  public List<Rollout> underWay() {
    return tracker.underWay().stream().filter(r -> selected.test(r.service())).toList();
  }

  /** Whether the timeline is full: further events are ignored. */
  public boolean isCut() {
    return isCut;
  }

  /** How many events were taken. */
  public long eventCount() {
    return tracker.eventCount();
  }

  /** The timeline so far; more events may follow. */
  public Timeline build() {
    Map<ServiceName, List<Rollout>> underWay = new LinkedHashMap<>();
    for (Rollout rollout : underWay()) {
      underWay.computeIfAbsent(rollout.service(), s -> new ArrayList<>()).add(rollout);
    }
    List<ServiceTimeline> built = new ArrayList<>();
    services.forEach(
        (name, service) -> {
          if (service.hasSteps()) {
            built.add(service.build(last, underWay.getOrDefault(name, List.of())));
          }
        });
    return new Timeline(
        title,
        timeSource,
        startedAt,
        tracker.eventCount(),
        first,
        last,
        isCut,
        built,
        marks.marks(last),
        marks.remarks(last));
  }

  private ServiceBuilder service(Rollout rollout) {
    return services.computeIfAbsent(rollout.service(), ServiceBuilder::new);
  }
}
