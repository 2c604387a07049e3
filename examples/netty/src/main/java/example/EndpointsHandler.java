package example;

import dev.watchstream.parser.stream.EndpointsParser;
import dev.watchstream.parser.stream.EventHandler;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;

/** Comes after Netty's HttpClientCodec: turns the chunks of a watch's body into events. */
public final class EndpointsHandler extends SimpleChannelInboundHandler<HttpContent> {

  private final EndpointsParser parser;
  private byte[] copy = new byte[0];

  public EndpointsHandler(EventHandler handler) {
    parser = EndpointsParser.create(handler);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpContent content) {
    ByteBuf bytes = content.content();
    int length = bytes.readableBytes();
    if (bytes.hasArray()) {
      parser.feed(bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), length);
    } else {
      if (copy.length < length) {
        copy = new byte[length];
      }
      bytes.getBytes(bytes.readerIndex(), copy, 0, length);
      parser.feed(copy, 0, length);
    }
    if (content instanceof LastHttpContent) {
      parser.endOfInput();
      context.close();
    }
  }
}
