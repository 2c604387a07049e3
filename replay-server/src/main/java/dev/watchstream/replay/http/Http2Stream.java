package dev.watchstream.replay.http;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request and its answer on an HTTP/2 connection. */
final class Http2Stream extends ChannelInboundHandlerAdapter {
  private final ServerContext server;
  private final Http2Connection connection;
  private final Http2StreamChannel stream;
  private final InactivityTimer inactivity = new InactivityTimer();
  private @Nullable WatchPump watch;
  private boolean asked;
  private boolean requestEnded;
  private long bodyBytes;

  Http2Stream(ServerContext server, Http2Connection connection, Http2StreamChannel stream) {
    this.server = server;
    this.connection = connection;
    this.stream = stream;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    connection.opened(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object frame) {
    try {
      if (frame instanceof Http2HeadersFrame headers) {
        requestEnded |= headers.isEndStream();
        // Later ones are trailers.
        if (!asked) {
          asked = true;
          answer(ctx, headers.headers());
        }
      } else if (frame instanceof Http2DataFrame data) {
        requestEnded |= data.isEndStream();
        bodyBytes += data.content().readableBytes();
        if (bodyBytes > server.limits().maxRequestBodyBytes()) {
          Writes.flush(ctx, new DefaultHttp2ResetFrame(Http2Error.ENHANCE_YOUR_CALM));
        }
      }
    } finally {
      ReferenceCountUtil.release(frame);
    }
  }

  private void answer(ChannelHandlerContext ctx, Http2Headers headers) {
    ApiRequest request = request(headers);
    if (!request.path().startsWith("/")) {
      Exchange exchange = server.refuse(request, ctx.executor().ticker());
      writeWhole(ctx, request, Bodies.plain("400 Bad Request"), exchange, "refused");
      return;
    }
    Exchange exchange = server.receive(request, "HTTP/2", ctx.executor().ticker());
    server.answer(request, stream, response -> write(ctx, request, response, exchange));
  }

  private void write(
      ChannelHandlerContext ctx, ApiRequest request, ApiResponse response, Exchange exchange) {
    if (response instanceof ApiResponse.Whole whole) {
      if (stream.isActive()) {
        writeWhole(ctx, request, whole, exchange, "done");
      } else {
        exchange.over("client left");
      }
    } else if (response instanceof ApiResponse.Watch watched) {
      writeWatch(ctx, watched, exchange);
    }
  }

  private void writeWhole(
      ChannelHandlerContext ctx,
      ApiRequest request,
      ApiResponse.Whole whole,
      Exchange exchange,
      String how) {
    ByteBuffer body = whole.body().duplicate();
    boolean noBody = request.method().equals("HEAD") || !body.hasRemaining();
    Http2Headers head = head(whole);
    boolean lengthTold = body.remaining() <= Http1Handler.MAX_KNOWN_LENGTH || noBody;
    if (lengthTold && whole.status() != Http1Handler.NOT_MODIFIED) {
      head.setInt("content-length", body.remaining());
    }
    exchange.answered(whole.status());
    ChannelFuture written = ctx.write(new DefaultHttp2HeadersFrame(head, noBody));
    if (!noBody) {
      exchange.sent(body.remaining());
      written = ctx.write(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(body), true));
    }
    exchange.over(how);
    mayTakeAsLong();
    written.addListener(
        left -> {
          served();
          if (whole.connection() != ApiResponse.Connection.KEPT) {
            connection.leave();
          }
        });
    ctx.flush();
  }

  private void writeWatch(ChannelHandlerContext ctx, ApiResponse.Watch watched, Exchange exchange) {
    exchange.answered(watched.status());
    Writes.flush(ctx, new DefaultHttp2HeadersFrame(head(watched)));
    watch =
        new WatchPump(
            watched,
            server.limits(),
            ctx.executor(),
            new Http2Wire(stream),
            exchange,
            this::mayTakeAsLong,
            this::served);
    later(ctx, watch::start);
  }

  /** Limits how long a client may leave a complete answer unread. */
  private void mayTakeAsLong() {
    // Netty itself does not reset a stream whose end is written, even while it is still unsent.
    inactivity.expect(
        stream,
        server.limits().idleTimeout(),
        () -> Writes.flush(stream, new DefaultHttp2ResetFrame(Http2Error.CANCEL)));
  }

  /**
   * Runs it when the connection is not being read: during a read Netty delays every flush to the
   * end, and then merges what has come together into one DATA frame.
   */
  private static void later(ChannelHandlerContext ctx, Runnable task) {
    ctx.executor().execute(task);
  }

  /** Tells a client that still sends that the rest is not needed (RFC 9113, 8.1). */
  private void served() {
    if (!requestEnded && stream.isActive()) {
      Writes.flush(stream, new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
    }
  }

  /** The connection accepts no new stream: a watch ends now, another answer is sent to its end. */
  void stop() {
    if (watch != null) {
      watch.stop();
    }
  }

  private Http2Headers head(ApiResponse.WithHead response) {
    Http2Headers head = new DefaultHttp2Headers().status(Integer.toString(response.status()));
    response
        .headers()
        .forEach(header -> head.add(header.name().toLowerCase(Locale.ROOT), header.value()));
    return head.set("date", DateFormatter.format(server.now()));
  }

  private static ApiRequest request(Http2Headers headers) {
    List<Header> fields = new ArrayList<>(headers.size());
    if (headers.authority() != null) {
      fields.add(new Header("host", headers.authority().toString()));
    }
    for (Map.Entry<CharSequence, CharSequence> header : headers) {
      if (!Http2Headers.PseudoHeaderName.hasPseudoHeaderFormat(header.getKey())) {
        fields.add(new Header(header.getKey().toString(), header.getValue().toString()));
      }
    }
    return Targets.request(
        String.valueOf(headers.method()), String.valueOf(headers.path()), fields);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (watch != null) {
      later(ctx, watch::writabilityChanged);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    inactivity.end();
    if (watch != null) {
      watch.abandon("client left");
    }
    connection.closed(this);
  }

  /** A reset by the client arrives as an event; {@link #channelInactive} follows and ends all. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    ReferenceCountUtil.release(event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    server.note("HTTP/2 stream: " + cause.getMessage());
    ChannelCloser.now(ctx);
  }
}
