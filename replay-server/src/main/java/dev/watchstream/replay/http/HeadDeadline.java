package dev.watchstream.replay.http;

import io.netty.channel.Channel;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import java.time.Duration;

/**
 * The deadline for the head of a connection's first request. One for all that comes before it, TLS
 * and the choice of a protocol included, whichever handler waits. For the thread of the event loop.
 */
final class HeadDeadline {
  private static final AttributeKey<Long> DEADLINE =
      AttributeKey.valueOf(HeadDeadline.class, "nanoTime");

  private HeadDeadline() {}

  /** Closes the connection at the deadline; {@link InactivityTimer#end} cancels this. */
  static void expect(InactivityTimer timer, Channel channel, ServerContext server) {
    Duration within = server.limits().headTimeout();
    timer.expect(channel, left(channel, within), () -> server.note("no request within " + within));
  }

  /** The time left; the first call, when the connection was accepted, sets the deadline. */
  static Duration left(Channel channel, Duration within) {
    long now = channel.eventLoop().ticker().nanoTime();
    Attribute<Long> deadline = channel.attr(DEADLINE);
    Long at = deadline.get();
    if (at == null) {
      deadline.set(now + within.toNanos());
      return within;
    }
    return Duration.ofNanos(Math.max(1, at - now));
  }
}
