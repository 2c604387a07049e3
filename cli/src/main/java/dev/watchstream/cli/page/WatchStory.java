package dev.watchstream.cli.page;

import dev.watchstream.client.WatchListener;
import dev.watchstream.client.WatchNotice;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.timeline.Mark;
import dev.watchstream.timeline.TimeSource;
import dev.watchstream.timeline.TimelineBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Feeds pages what a watch reports, and marks when it may have missed changes. */
public final class WatchStory implements WatchListener {

  /** How far behind the clock a page may be while no events come. */
  private static final Duration MOST_BEHIND = Duration.ofSeconds(2);

  private final Clock clock;
  private final Instant begin;
  private final Feed feed;

  /** When the watch was cut off, counted from {@code begin}; null while it runs. */
  private @Nullable Duration cutAt;

  private volatile boolean hasBegun;

  /** Used by the feed's thread only. */
  private Duration toldTo = Duration.ZERO;

  public WatchStory(String title, Clock clock) {
    this.clock = clock;
    this.begin = clock.instant();
    TimelineBuilder timeline = new TimelineBuilder(title);
    timeline.times(TimeSource.ARRIVAL, begin);
    this.feed = new Feed(timeline);
  }

  public Feed feed() {
    return feed;
  }

  /** Moves the end of the timeline on while no events come. */
  public void tick() {
    Duration now = now();
    if (hasBegun && now.minus(toldTo).compareTo(MOST_BEHIND) > 0) {
      toldTo = now;
      feed.tell(
          timeline -> {
            timeline.end(now);
            return null;
          });
    }
  }

  @Override
  public void onNotice(WatchNotice notice) {
    if (notice instanceof WatchNotice.Change change) {
      feed.tell(
          timeline -> {
            hasBegun = true;
            RolloutStep step = timeline.acceptWhole(change.event(), now());
            return step == null ? null : step.service();
          });
    } else if (notice instanceof WatchNotice.Ended ended) {
      boolean isClean = ended.end() == WatchNotice.End.CLEAN;
      cutAt = isClean || cutAt != null ? cutAt : now();
    } else if (notice instanceof WatchNotice.Synced synced && synced.isRelist()) {
      mark(Mark.Kind.RELIST, "the state was read anew: what happened meanwhile is not known");
    } else if (notice instanceof WatchNotice.Opened) {
      mark(Mark.Kind.RESUMED, "resumed: nothing is missing");
    }
  }

  private void mark(Mark.Kind kind, String text) {
    Duration from = cutAt;
    if (from != null) {
      feed.tell(
          timeline -> {
            timeline.mark(kind, from, now(), text);
            return null;
          });
    }
    cutAt = null;
  }

  private Duration now() {
    return Duration.between(begin, clock.instant());
  }
}
