package dev.watchstream.replay.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/** The ways to end a connection. All but {@link #now} wait until earlier writes are sent. */
final class ChannelCloser {
  /**
   * How long a client may take to close its side. If ours closed while it still sends, TCP would
   * answer with a reset, which can overtake the answer (RFC 9112, 9.6).
   */
  static final long LINGER_MILLIS = 2_000;

  private ChannelCloser() {}

  /** Without waiting for anything. */
  static void now(ChannelOutboundInvoker channel) {
    // It does not matter whether it was still open.
    var unused = channel.close();
  }

  /** Sends all that was written, then the end of the stream, and closes. */
  static void gently(Channel channel) {
    var unused =
        afterWrites(
            channel,
            () -> {
              if (channel instanceof DuplexChannel duplex
                  && channel.pipeline().get(SslHandler.class) == null) {
                var unusedShutdown = duplex.shutdownOutput();
                var unusedTimer =
                    channel
                        .eventLoop()
                        .schedule(() -> now(channel), LINGER_MILLIS, TimeUnit.MILLISECONDS);
              } else {
                now(channel);
              }
            });
  }

  /** FIN in the middle of everything: no protocol above TCP sends its closing message. */
  static ChannelFuture cut(Channel channel) {
    return afterWrites(
        channel,
        () -> {
          if (!(channel instanceof DuplexChannel)) {
            closeSocket(channel);
          } else if (channel.isActive()) {
            channel.pipeline().addFirst(new CutConnection());
          }
        });
  }

  /** RST. */
  static ChannelFuture reset(Channel channel) {
    return afterWrites(
        channel,
        () -> {
          channel.config().setOption(ChannelOption.SO_LINGER, 0);
          closeSocket(channel);
        });
  }

  /** From the first handler on, so that neither TLS nor HTTP/2 sends its closing message. */
  private static void closeSocket(Channel channel) {
    now(channel.pipeline().firstContext());
  }

  /** Whether the connection is open, and its end was not sent. */
  static boolean isOpen(Channel channel) {
    return channel.isActive()
        && !(channel instanceof DuplexChannel duplex && duplex.isOutputShutdown());
  }

  private static ChannelFuture afterWrites(Channel channel, Runnable close) {
    return channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> close.run());
  }
}
