package dev.watchstream.replay.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An HTTP/2 connection as a whole: its streams, and how it ends. */
final class Http2Connection extends ChannelInboundHandlerAdapter {
  private final ServerContext server;
  private final Set<Http2Stream> streams = new HashSet<>();
  private final InactivityTimer inactivity = new InactivityTimer();
  private @Nullable ChannelHandlerContext ctx;
  private boolean stopping;

  Http2Connection(ServerContext server) {
    this.server = server;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    this.ctx = ctx;
    HeadDeadline.expect(inactivity, ctx.channel(), server);
  }

  void opened(Http2Stream stream) {
    streams.add(stream);
    inactivity.end();
  }

  void closed(Http2Stream stream) {
    streams.remove(stream);
    if (!streams.isEmpty() || ctx == null || !ChannelCloser.isOpen(ctx.channel())) {
      return;
    }
    if (stopping) {
      ChannelCloser.now(ctx);
    } else {
      inactivity.expect(ctx.channel(), server.limits().idleTimeout(), () -> {});
    }
  }

  /** Accepts no new stream, and ends when the open ones have ended. */
  void leave() {
    if (stopping || ctx == null) {
      return;
    }
    stopping = true;
    if (streams.isEmpty()) {
      ChannelCloser.now(ctx);
    } else {
      Writes.flush(ctx, new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ConnectionEvent.STOP) {
      leave();
      List.copyOf(streams).forEach(Http2Stream::stop);
    } else {
      ReferenceCountUtil.release(event);
    }
  }

  /** Netty itself answers settings, pings and the like. */
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object frame) {
    ReferenceCountUtil.release(frame);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    inactivity.end();
  }

  /** Netty sends GOAWAY and closes; this only logs. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      server.note("HTTP/2: " + cause.getMessage());
    }
  }
}
