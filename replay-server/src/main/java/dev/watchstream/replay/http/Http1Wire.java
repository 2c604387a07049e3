package dev.watchstream.replay.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.watchstream.replay.api.Frame.Ending;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import java.nio.ByteBuffer;

/**
 * A body in HTTP/1.1 chunks, or unframed on HTTP/1.0. The framing is written here rather than by
 * Netty's encoder, so that one chunk of a recording is one chunk on the wire.
 */
final class Http1Wire implements Wire {
  private static final ByteBuf LINE_END =
      Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("\r\n", US_ASCII));
  private static final ByteBuf LAST_CHUNK =
      Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("0\r\n\r\n", US_ASCII));

  private final ChannelHandlerContext raw;
  private final boolean chunked;

  /**
   * @param raw a context with nothing but TLS between it and the socket
   */
  Http1Wire(ChannelHandlerContext raw, boolean chunked) {
    this.raw = raw;
    this.chunked = chunked;
  }

  @Override
  public void send(ByteBuffer bytes) {
    if (chunked) {
      String size = Integer.toHexString(bytes.remaining()) + "\r\n";
      Writes.write(raw, ByteBufUtil.writeAscii(raw.alloc(), size));
      Writes.write(raw, Unpooled.wrappedBuffer(bytes));
      Writes.flush(raw, LINE_END.duplicate());
    } else {
      Writes.flush(raw, Unpooled.wrappedBuffer(bytes));
    }
  }

  @Override
  public ChannelFuture end(Ending ending) {
    return switch (ending) {
      case CLEAN -> raw.writeAndFlush(chunked ? LAST_CHUNK.duplicate() : Unpooled.EMPTY_BUFFER);
      case CUT, GOAWAY -> ChannelCloser.cut(raw.channel());
      case RESET, RST_STREAM -> ChannelCloser.reset(raw.channel());
    };
  }

  @Override
  public boolean isWritable() {
    return raw.channel().isWritable();
  }
}
