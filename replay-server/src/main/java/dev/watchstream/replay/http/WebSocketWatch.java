package dev.watchstream.replay.http;

import dev.watchstream.replay.api.ApiResponse;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connection that has become the WebSocket of one watch; it ends with the watch. */
final class WebSocketWatch extends ChannelInboundHandlerAdapter {
  private final ServerContext server;
  private final ApiResponse.Watch watched;
  private final Exchange exchange;
  private final InactivityTimer inactivity = new InactivityTimer();
  private @Nullable ChannelHandlerContext ctx;
  private @Nullable WatchPump watch;

  WebSocketWatch(ServerContext server, ApiResponse.Watch watched, Exchange exchange) {
    this.server = server;
    this.watched = watched;
    this.exchange = exchange;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    this.ctx = ctx;
  }

  void start() {
    ChannelHandlerContext ctx = Objects.requireNonNull(this.ctx);
    ctx.flush();
    WatchPump pump =
        new WatchPump(
            watched,
            server.limits(),
            ctx.executor(),
            new WebSocketWire(ctx),
            exchange,
            () -> inactivity.expect(ctx.channel(), server.limits().idleTimeout(), () -> {}),
            () -> ChannelCloser.gently(ctx.channel()));
    watch = pump;
    pump.start();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object frame) {
    try {
      if (frame instanceof PingWebSocketFrame ping) {
        // A client that pings and never reads must not fill our memory with answers.
        if (ctx.channel().isWritable()) {
          Writes.flush(ctx, new PongWebSocketFrame(ping.content().retain()));
        }
      } else if (frame instanceof CloseWebSocketFrame && watch != null) {
        watch.leave("client closed");
      }
    } finally {
      ReferenceCountUtil.release(frame);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (watch != null) {
      watch.writabilityChanged();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    inactivity.end();
    if (watch != null) {
      watch.abandon("client left");
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ConnectionEvent.STOP && watch != null) {
      watch.stop();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      server.note("WebSocket closed: " + cause.getMessage());
    }
    ChannelCloser.now(ctx);
  }
}
