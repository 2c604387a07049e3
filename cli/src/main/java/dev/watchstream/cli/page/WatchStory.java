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

/** Tells a feed what a watch sees, and what it may have missed. */
public final class WatchStory implements WatchListener {

  /** How far a page where nothing happens is behind the clock. */
  private static final Duration MOST_BEHIND = Duration.ofSeconds(2);

  private final Clock clock;
  private final Instant begin;
  private final Feed feed;

  /** When the watch was cut off, from the begin; null while it runs. */
  private @Nullable Duration cutAt;

  private volatile boolean hasBegun;

  /** Of the feed's thread alone. */
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

  /** Time goes on, also when nothing happens. */
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
