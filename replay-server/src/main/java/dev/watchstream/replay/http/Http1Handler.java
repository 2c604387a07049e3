package dev.watchstream.replay.http;

import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Frame.Ending;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1 connection: answers its requests one after the other, in order of arrival. A request
 * that arrives during a watch waits for the watch's end.
 */
final class Http1Handler extends ChannelInboundHandlerAdapter {
  /** The most that net/http buffers before it gives up computing the length. */
  static final int MAX_KNOWN_LENGTH = 2048;

  /** Has no length: it would be that of the body that is not sent (RFC 9110, 8.6). */
  static final int NOT_MODIFIED = 304;

  private final ServerContext server;
  private final Deque<Http1Request> waiting = new ArrayDeque<>();
  private final InactivityTimer inactivity = new InactivityTimer();
  private @Nullable WatchPump watch;
  private boolean busy;
  private boolean lastRequestCame;
  private long bodyBytes;

  Http1Handler(ServerContext server) {
    this.server = server;
  }

  /** Whether nothing is being answered, so that the connection may switch to another protocol. */
  boolean isIdle() {
    return !busy && waiting.isEmpty() && !lastRequestCame;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    HeadDeadline.expect(inactivity, ctx.channel(), server);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    inactivity.end();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (!lastRequestCame && message instanceof HttpRequest request) {
        receive(ctx, Http1Request.of(request, server.limits()));
      }
      if (!lastRequestCame && message instanceof HttpContent content) {
        drain(ctx, content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void receive(ChannelHandlerContext ctx, Http1Request request) {
    bodyBytes = 0;
    lastRequestCame =
        request.close() || waiting.size() + 1 >= server.limits().maxPipelinedRequests();
    waiting.add(lastRequestCame ? request.closing() : request);
    if (!busy) {
      next(ctx);
    }
  }

  /** Discards the body of a read: the next request comes after it. */
  private void drain(ChannelHandlerContext ctx, HttpContent content) {
    bodyBytes += content.content().readableBytes();
    if (content.decoderResult().isFailure() || bodyBytes > server.limits().maxRequestBodyBytes()) {
      lastRequestCame = true;
      if (!busy) {
        next(ctx);
      }
    }
  }

  private void next(ChannelHandlerContext ctx) {
    Http1Request request = waiting.poll();
    if (request != null) {
      busy = true;
      inactivity.end();
      answer(ctx, request);
    } else if (lastRequestCame) {
      ChannelCloser.gently(ctx.channel());
    } else {
      inactivity.expect(ctx.channel(), server.limits().idleTimeout(), () -> {});
    }
  }

  private void answer(ChannelHandlerContext ctx, Http1Request request) {
    ApiResponse.Whole refusal = request.refusal();
    if (refusal != null) {
      writeWhole(ctx, request, refusal, server.refuse(request.api(), ctx.executor().ticker()));
      return;
    }
    Exchange exchange = server.receive(request.api(), request.protocol(), ctx.executor().ticker());
    server.answer(
        request.api(), ctx.channel(), response -> write(ctx, request, response, exchange));
  }

  private void write(
      ChannelHandlerContext ctx, Http1Request request, ApiResponse response, Exchange exchange) {
    if (response instanceof ApiResponse.Whole whole) {
      if (ChannelCloser.isOpen(ctx.channel())) {
        writeWhole(ctx, request, whole, exchange);
      } else {
        exchange.over("client left");
      }
    } else if (response instanceof ApiResponse.Watch watched) {
      if (WebSocketUpgrade.isAsked(request)) {
        inactivity.end();
        WebSocketUpgrade.answer(ctx, server, request.api(), watched, exchange);
      } else {
        writeWatch(ctx, request, watched, exchange);
      }
    }
  }

  private void writeWhole(
      ChannelHandlerContext ctx, Http1Request request, ApiResponse.Whole whole, Exchange exchange) {
    ByteBuffer body = whole.body().duplicate();
    int length = body.remaining();
    boolean lengthTold = length <= MAX_KNOWN_LENGTH || request.isHead();
    boolean closes =
        whole.connection() == ApiResponse.Connection.CLOSED || (!lengthTold && request.http10());
    Http1Request told = closes ? request.closing() : request;
    boolean chunked = !lengthTold && !request.http10();
    Head head = new Head(request.http10(), whole.status(), whole.headers(), server.now());
    if (lengthTold && whole.status() != NOT_MODIFIED) {
      head.add("Content-Length", Integer.toString(length));
    }
    exchange.answered(whole.status());
    Http1Wire wire = writeHead(ctx, told, head, chunked);
    if (length > 0 && !request.isHead()) {
      exchange.sent(length);
      wire.send(body);
    }
    exchange.over(request.refusal() == null ? "done" : "refused");
    // Limits how long a client may leave its answer unread.
    inactivity.expect(ctx.channel(), server.limits().idleTimeout(), () -> {});
    ChannelFuture left = wire.end(Ending.CLEAN);
    left.addListener(done -> served(ctx, told.close()));
  }

  private void writeWatch(
      ChannelHandlerContext ctx,
      Http1Request request,
      ApiResponse.Watch watched,
      Exchange exchange) {
    Head head = new Head(request.http10(), watched.status(), watched.headers(), server.now());
    // Without chunked encoding, the connection's end ends the body.
    Http1Request told = request.http10() ? request.closing() : request;
    exchange.answered(watched.status());
    Http1Wire wire = writeHead(ctx, told, head, !request.http10());
    ctx.flush();
    watch =
        new WatchPump(
            watched,
            server.limits(),
            ctx.executor(),
            wire,
            exchange,
            () -> inactivity.expect(ctx.channel(), server.limits().idleTimeout(), () -> {}),
            () -> {
              watch = null;
              served(ctx, told.close());
            });
    watch.start();
  }

  private static Http1Wire writeHead(
      ChannelHandlerContext ctx, Http1Request request, Head head, boolean chunked) {
    if (chunked) {
      head.add("Transfer-Encoding", "chunked");
    }
    if (request.http10() && !request.close()) {
      head.add("Connection", "keep-alive");
    } else if (!request.http10() && request.close()) {
      head.add("Connection", "close");
    }
    ChannelHandlerContext raw = Protocols.raw(ctx);
    Writes.write(raw, head.bytes(ctx.alloc()));
    return new Http1Wire(raw, chunked);
  }

  private void served(ChannelHandlerContext ctx, boolean close) {
    busy = false;
    if (!ChannelCloser.isOpen(ctx.channel())) {
      return;
    }
    if (close) {
      inactivity.end();
      ChannelCloser.gently(ctx.channel());
    } else {
      next(ctx);
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
    waiting.clear();
    if (watch != null) {
      watch.abandon("client left");
      watch = null;
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ConnectionEvent.STOP) {
      lastRequestCame = true;
      if (watch != null) {
        watch.stop();
      } else if (!busy) {
        next(ctx);
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      server.note("connection closed: " + cause);
    }
    ChannelCloser.now(ctx);
  }
}
