package dev.watchstream.replay.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Detects a connection's protocol from its first bytes, and installs the handlers for it. */
final class FirstBytes extends ByteToMessageDecoder {
  /** By these, crypto/tls recognises a client that has forgotten the s of https. */
  private static final Set<String> HTTP_STARTS =
      Set.of("GET /", "HEAD ", "POST ", "PUT /", "OPTIO");

  private static final int RECORD_HEADER_LENGTH = 5;

  private final ServerContext server;
  private final @Nullable SslContext tls;
  private final InactivityTimer inactivity = new InactivityTimer();

  FirstBytes(ServerContext server, @Nullable SslContext tls) {
    this.server = server;
    this.tls = tls;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    HeadDeadline.expect(inactivity, ctx.channel(), server);
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) {
    inactivity.end();
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (tls == null) {
      plain(ctx, in);
    } else if (in.readableBytes() >= RECORD_HEADER_LENGTH) {
      encrypted(ctx, in, tls);
    }
  }

  private void plain(ChannelHandlerContext ctx, ByteBuf in) {
    ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();
    int common = Math.min(preface.readableBytes(), in.readableBytes());
    ChannelPipeline pipeline = ctx.pipeline();
    if (!ByteBufUtil.equals(in, in.readerIndex(), preface, preface.readerIndex(), common)) {
      Protocols.http1OrUpgrade(pipeline, server);
      pipeline.remove(this);
    } else if (common == preface.readableBytes()) {
      Protocols.http2(pipeline, server);
      pipeline.remove(this);
    }
  }

  private void encrypted(ChannelHandlerContext ctx, ByteBuf in, SslContext tls) {
    if (SslHandler.isEncrypted(in, false)) {
      SslHandler handler = tls.newHandler(ctx.alloc());
      handler.setHandshakeTimeout(
          HeadDeadline.left(ctx.channel(), server.limits().headTimeout()).toNanos(),
          TimeUnit.NANOSECONDS);
      ctx.pipeline().addLast(handler).addLast(new Negotiated(server)).remove(this);
      return;
    }
    String start = in.toString(in.readerIndex(), RECORD_HEADER_LENGTH, StandardCharsets.US_ASCII);
    in.skipBytes(in.readableBytes());
    if (HTTP_STARTS.contains(start)) {
      server.note("an HTTP request on the HTTPS port");
      String answer =
          "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n";
      Writes.write(ctx, Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII));
    } else {
      server.note("neither TLS nor HTTP on the HTTPS port");
    }
    ChannelCloser.gently(ctx.channel());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ConnectionEvent.STOP) {
      ChannelCloser.now(ctx);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      server.note("connection closed: " + cause);
    }
    ChannelCloser.now(ctx);
  }

  /** Follows ALPN; without it HTTP/1.1 is spoken. */
  private static final class Negotiated extends ApplicationProtocolNegotiationHandler {
    private final ServerContext server;

    Negotiated(ServerContext server) {
      super(ApplicationProtocolNames.HTTP_1_1);
      this.server = server;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
      if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
        Protocols.http2(ctx.pipeline(), server);
      } else {
        Protocols.http1(ctx.pipeline(), server);
      }
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
      server.note("no TLS: " + cause.getMessage());
      ChannelCloser.now(ctx);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
      if (event == ConnectionEvent.STOP) {
        ChannelCloser.now(ctx);
      } else {
        super.userEventTriggered(ctx, event);
      }
    }
  }
}
