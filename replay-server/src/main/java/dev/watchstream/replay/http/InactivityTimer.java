package dev.watchstream.replay.http;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Closes a connection after too long without activity. For the thread of its event loop. */
final class InactivityTimer {
  private @Nullable Future<?> timer;

  /**
   * Gives the client this long from now, and again when it has read part of what is unsent. {@code
   * otherwise} runs before the connection is closed.
   */
  void expect(Channel channel, Duration within, Runnable otherwise) {
    end();
    long unsent = unsent(channel);
    timer =
        channel
            .eventLoop()
            .schedule(
                () -> {
                  if (unsent(channel) < unsent) {
                    expect(channel, within, otherwise);
                  } else {
                    otherwise.run();
                    ChannelCloser.now(channel);
                  }
                },
                within.toNanos(),
                TimeUnit.NANOSECONDS);
  }

  void end() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  /** Bytes in Netty's buffer, relative to an unknown but fixed number. */
  private static long unsent(Channel channel) {
    return channel.bytesBeforeWritable() - channel.bytesBeforeUnwritable();
  }
}
