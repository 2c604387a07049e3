package dev.watchstream.replay.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ServerUpgradeCodec;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/** The handlers of a connection, once its protocol is known. */
final class Protocols {
  private static final String DECODER = "decoder";
  private static final int RESETS_WINDOW_SECONDS = 30;

  private Protocols() {}

  /** A context with nothing but TLS between it and the socket: bytes pass unchanged. */
  static ChannelHandlerContext raw(ChannelHandlerContext ctx) {
    return ctx.pipeline().context(DECODER);
  }

  static void http1(ChannelPipeline pipeline, ServerContext server) {
    pipeline.addLast(DECODER, decoder(server)).addLast(new Http1Handler(server));
  }

  /** HTTP/1.1 that may be upgraded to HTTP/2 (RFC 7540, 3.2), as the JDK's client asks for. */
  static void http1OrUpgrade(ChannelPipeline pipeline, ServerContext server) {
    Http1Handler http1 = new Http1Handler(server);
    HttpResponseEncoder encoder = new HttpResponseEncoder();
    pipeline
        .addLast(DECODER, decoder(server))
        .addLast(encoder)
        .addLast(
            new HttpServerUpgradeHandler(
                ctx -> {
                  pipeline.remove(http1);
                  pipeline.remove(encoder);
                  pipeline.remove(DECODER);
                },
                protocol -> upgradeTo(protocol, server),
                server.limits().maxRequestBodyBytes()) {
              @Override
              protected boolean shouldHandleUpgradeRequest(HttpRequest request) {
                return http1.isIdle()
                    && request.headers().contains("HTTP2-Settings")
                    && !request.decoderResult().isFailure();
              }
            })
        .addLast(http1);
  }

  /** Removes all handlers of HTTP/1, when those of the WebSocket are in place. */
  static void leaveHttp1(ChannelPipeline pipeline, ChannelHandler http1) {
    pipeline.remove(http1);
    if (pipeline.get(HttpServerUpgradeHandler.class) != null) {
      pipeline.remove(HttpServerUpgradeHandler.class);
      pipeline.remove(HttpResponseEncoder.class);
    }
    // Last, because it passes on what it has already read.
    pipeline.remove(DECODER);
  }

  private static HttpServerUpgradeHandler.@Nullable UpgradeCodec upgradeTo(
      CharSequence protocol, ServerContext server) {
    if (!AsciiString.contentEquals(Http2CodecUtil.HTTP_UPGRADE_PROTOCOL_NAME, protocol)) {
      return null;
    }
    Http2Connection connection = new Http2Connection(server);
    return new Http2ServerUpgradeCodec(codec(server), multiplexer(server, connection), connection) {
      @Override
      public void upgradeTo(ChannelHandlerContext ctx, FullHttpRequest request) {
        // The settings are the connection's, not the request's, which goes on as stream 1.
        request.headers().remove("HTTP2-Settings");
        super.upgradeTo(ctx, request);
      }
    };
  }

  static void http2(ChannelPipeline pipeline, ServerContext server) {
    Http2Connection connection = new Http2Connection(server);
    pipeline.addLast(codec(server), multiplexer(server, connection), connection);
  }

  private static Http2MultiplexHandler multiplexer(
      ServerContext server, Http2Connection connection) {
    return new Http2MultiplexHandler(
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel stream) {
            stream
                .pipeline()
                .addLast(new Http2Stream(server, connection, (Http2StreamChannel) stream));
          }
        });
  }

  private static Http2FrameCodec codec(ServerContext server) {
    HttpLimits limits = server.limits();
    return Http2FrameCodecBuilder.forServer()
        .initialSettings(
            Http2Settings.defaultSettings()
                .maxConcurrentStreams(limits.maxConcurrentStreams())
                .maxHeaderListSize(limits.maxHeaderBytes()))
        .decoderEnforceMaxRstFramesPerWindow(limits.maxResetStreams(), RESETS_WINDOW_SECONDS)
        .build();
  }

  private static HttpRequestDecoder decoder(ServerContext server) {
    return new HttpRequestDecoder(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(server.limits().maxUriBytes())
            .setMaxHeaderSize(server.limits().maxHeaderBytes()));
  }
}
