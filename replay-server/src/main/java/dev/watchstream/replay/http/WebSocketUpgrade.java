package dev.watchstream.replay.http;

import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a watch into a WebSocket (RFC 6455) as kube-apiserver does, which leaves the handshake to
 * golang.org/x/net/websocket: without Origin it answers 403, to more than one subprotocol 400; a
 * single one is granted, whatever it is, without any effect on the watch's frames. See
 * captures/03-api/raw-watch-websocket*.bytes.
 */
final class WebSocketUpgrade {
  private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /** A watch's client sends nothing but ping, pong and close, of up to 125 bytes. */
  private static final int MAX_FRAME_BYTES = 64 << 10;

  private WebSocketUpgrade() {}

  static boolean isAsked(Http1Request request) {
    return !request.http10()
        && request.api().method().equals("GET")
        && names(request.api().header("Connection")).stream().anyMatch("upgrade"::equalsIgnoreCase)
        && "websocket".equalsIgnoreCase(request.api().header("Upgrade"));
  }

  static void answer(
      ChannelHandlerContext ctx,
      ServerContext server,
      ApiRequest request,
      ApiResponse.Watch watched,
      Exchange exchange) {
    String refusal = refusal(request);
    ChannelHandlerContext raw = Protocols.raw(ctx);
    if (refusal != null) {
      watched.body().close();
      exchange.answered(Integer.parseInt(refusal, 0, 3, 10));
      exchange.over("no WebSocket");
      Writes.write(raw, ByteBufUtil.writeAscii(ctx.alloc(), "HTTP/1.1 " + refusal + "\r\n\r\n"));
      ChannelCloser.gently(ctx.channel());
      return;
    }
    exchange.answered(101);
    Writes.write(raw, ByteBufUtil.writeAscii(ctx.alloc(), accepted(request)));
    WebSocketWatch watch = new WebSocketWatch(server, watched, exchange);
    ChannelPipeline pipeline = ctx.pipeline();
    pipeline.addLast(
        new WebSocket13FrameDecoder(
            WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(MAX_FRAME_BYTES)
                .allowExtensions(false)
                .build()),
        new WebSocket13FrameEncoder(false),
        watch);
    Protocols.leaveHttp1(pipeline, ctx.handler());
    watch.start();
  }

  private static @Nullable String refusal(ApiRequest request) {
    if (request.header("Sec-WebSocket-Key") == null) {
      return "400 Bad Request";
    }
    if (!"13".equals(request.header("Sec-WebSocket-Version"))) {
      return "400 Bad Request\r\nSec-WebSocket-Version: 13";
    }
    if (request.header("Origin") == null) {
      return "403 Forbidden";
    }
    return names(request.header("Sec-WebSocket-Protocol")).size() > 1 ? "400 Bad Request" : null;
  }

  private static String accepted(ApiRequest request) {
    List<String> protocols = names(request.header("Sec-WebSocket-Protocol"));
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: "
        + accept(String.valueOf(request.header("Sec-WebSocket-Key")))
        + (protocols.isEmpty() ? "" : "\r\nSec-WebSocket-Protocol: " + protocols.get(0))
        + "\r\n\r\n";
  }

  private static String accept(String key) {
    try {
      byte[] salted = (key + ACCEPT_SALT).getBytes(StandardCharsets.ISO_8859_1);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(salted));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
  }

  private static List<String> names(@Nullable String header) {
    return header == null
        ? List.of()
        : Arrays.stream(header.split(",", -1))
            .map(String::strip)
            .filter(n -> !n.isEmpty())
            .toList();
  }
}
