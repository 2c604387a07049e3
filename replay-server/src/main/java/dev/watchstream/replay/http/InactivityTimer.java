package dev.watchstream.replay.http;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Closes a connection on which nothing happens for too long. For the thread of its event loop. */
final class InactivityTimer {
  private @Nullable Future<?> timer;

  /** From now on the client has this long; taking some of what is on its way to it starts anew. */
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

  /** Bytes in Netty's buffer, against an unknown but fixed mark. */
  private static long unsent(Channel channel) {
    return channel.bytesBeforeWritable() - channel.bytesBeforeUnwritable();
  }
}
