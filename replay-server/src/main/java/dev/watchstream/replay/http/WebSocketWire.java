package dev.watchstream.replay.http;

import static io.netty.handler.codec.http.websocketx.WebSocketCloseStatus.NORMAL_CLOSURE;

import dev.watchstream.replay.api.Frame.Ending;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A body in text frames: one per event, with its line end, however the chunks were cut. */
final class WebSocketWire implements Wire {
  private final ChannelHandlerContext ctx;

  /** The parts so far of an event whose line end has not come yet. */
  private final List<ByteBuffer> begun = new ArrayList<>();

  WebSocketWire(ChannelHandlerContext ctx) {
    this.ctx = ctx;
  }

  @Override
  public void send(ByteBuffer bytes) {
    int start = bytes.position();
    for (int i = start; i < bytes.limit(); i++) {
      if (bytes.get(i) == '\n') {
        begun.add(bytes.slice(start, i + 1 - start));
        writeEvent();
        start = i + 1;
      }
    }
    if (start < bytes.limit()) {
      begun.add(bytes.slice(start, bytes.limit() - start));
    }
    ctx.flush();
  }

  private void writeEvent() {
    // With a lower limit on components they would be copied into one.
    int pieces = Math.max(1, begun.size());
    ByteBuf event = Unpooled.wrappedBuffer(pieces, begun.toArray(ByteBuffer[]::new));
    begun.clear();
    Writes.write(ctx, new TextWebSocketFrame(event));
  }

  /** A part of an event is sent only at a clean end, since a frame cannot be cut. */
  @Override
  public ChannelFuture end(Ending ending) {
    return switch (ending) {
      case CLEAN -> {
        if (!begun.isEmpty()) {
          writeEvent();
        }
        yield ctx.writeAndFlush(new CloseWebSocketFrame(NORMAL_CLOSURE.code(), ""));
      }
      case CUT, GOAWAY -> ChannelCloser.cut(ctx.channel());
      case RESET, RST_STREAM -> ChannelCloser.reset(ctx.channel());
    };
  }

  @Override
  public boolean isWritable() {
    return ctx.channel().isWritable();
  }
}
