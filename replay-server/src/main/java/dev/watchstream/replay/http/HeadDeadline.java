package dev.watchstream.replay.http;

import io.netty.channel.Channel;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import java.time.Duration;

/**
 * The moment by which the head of a connection's first request has to be there. One for all that
 * comes before it, TLS and the choice of a protocol, whoever waits for it. For the thread of the
 * event loop.
 */
final class HeadDeadline {
  private static final AttributeKey<Long> DEADLINE =
      AttributeKey.valueOf(HeadDeadline.class, "nanoTime");

  private HeadDeadline() {}

  /** Closes the connection when the moment has come; {@link InactivityTimer#end} calls it off. */
  static void expect(InactivityTimer timer, Channel channel, ServerContext server) {
    Duration within = server.limits().headTimeout();
    timer.expect(channel, left(channel, within), () -> server.note("no request within " + within));
  }

  /** How long there is; the first to ask, when the connection was accepted, sets the moment. */
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
