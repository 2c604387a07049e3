package dev.watchstream.replay.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * The first handler of a connection that ends with a FIN in the middle of everything. To those
 * behind it the connection is closed; the socket still takes what the client sends, and discards
 * it, until the client closes too or the time is up.
 */
final class CutConnection extends ChannelInboundHandlerAdapter {
  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    var unusedShutdown = ((DuplexChannel) ctx.channel()).shutdownOutput();
    var unusedTimer =
        ctx.executor()
            .schedule(
                () -> ChannelCloser.now(ctx), ChannelCloser.LINGER_MILLIS, TimeUnit.MILLISECONDS);
    ctx.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object bytes) {
    ReferenceCountUtil.release(bytes);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {}

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {}

  /** The others were told when the connection was cut. */
  @Override
  public void channelInactive(ChannelHandlerContext ctx) {}

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    ReferenceCountUtil.release(event);
    if (event == ConnectionEvent.STOP) {
      ChannelCloser.now(ctx);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable reset) {
    ChannelCloser.now(ctx);
  }
}
