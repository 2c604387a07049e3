package dev.watchstream.replay.http;

import dev.watchstream.replay.api.Frame.Ending;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2StreamChannel;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** A body in DATA frames: one per chunk, unless the client's window or frame size is smaller. */
final class Http2Wire implements Wire {
  private final Http2StreamChannel stream;
  private ChannelFuture last;

  Http2Wire(Http2StreamChannel stream) {
    this.stream = stream;
    this.last = stream.newSucceededFuture();
  }

  @Override
  public void send(ByteBuffer bytes) {
    last = stream.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes)));
  }

  @Override
  public ChannelFuture end(Ending ending) {
    return switch (ending) {
      case CLEAN -> stream.writeAndFlush(new DefaultHttp2DataFrame(true));
      case CUT -> afterLast(() -> ChannelCloser.cut(stream.parent()));
      case RESET -> afterLast(() -> ChannelCloser.reset(stream.parent()));
      case GOAWAY ->
          afterLast(
              () -> {
                Channel connection = stream.parent();
                Writes.write(connection, new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
                return ChannelCloser.cut(connection);
              });
      case RST_STREAM ->
          afterLast(
              () -> stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR)));
    };
  }

  private ChannelFuture afterLast(Supplier<ChannelFuture> then) {
    ChannelPromise promise = stream.newPromise();
    last.addListener(sent -> then.get().addListener(done -> promise.trySuccess()));
    return promise;
  }

  @Override
  public boolean isWritable() {
    return stream.isWritable();
  }
}
