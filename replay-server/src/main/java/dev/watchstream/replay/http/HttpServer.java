package dev.watchstream.replay.http;

import dev.watchstream.replay.api.ApiHandler;
import dev.watchstream.replay.api.Filters;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A listening server. Safe for several threads. */
public final class HttpServer implements AutoCloseable {
  /**
   * The unsent bytes at which a connection's watch goes on and waits: enough to keep a fast client
   * busy, little enough for thousands of slow ones.
   */
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(64 << 10, 256 << 10);

  private static final int ACCEPT_BACKLOG = 1024;

  /** Few, as each may hold a list of hundreds of megabytes. */
  private static final int MAKERS = 2;

  private static final int MAKER_IDLE_SECONDS = 10;

  /** The queue of large answers to be made; a request beyond it gets 429. */
  private static final int MAX_TO_MAKE = 1024;

  private final HttpOptions options;
  private final RequestJournal journal;

  /** A thread of its own, so that new connections do not wait for those that are being served. */
  private final MultiThreadIoEventLoopGroup acceptor;

  private final MultiThreadIoEventLoopGroup loops;
  private final ThreadPoolExecutor makers = makers();
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel listener;
  private final InetSocketAddress address;

  private HttpServer(ApiHandler api, Filters filters, HttpOptions options) throws IOException {
    this.options = options;
    this.journal = new RequestJournal(options.limits().journalRequests());
    String token = options.token();
    ApiHandler browsers = new BrowserGate(api, options.host());
    ServerContext context =
        new ServerContext(
            token == null ? browsers : new TokenGate(api, browsers, filters, token),
            makers,
            options.limits(),
            journal,
            options.clock(),
            options.log());
    this.acceptor = loops(1, "watchstream-accept");
    this.loops = loops(options.threads(), "watchstream-replay");
    this.listener = listen(context);
    this.address = (InetSocketAddress) listener.localAddress();
  }

  private static ThreadPoolExecutor makers() {
    ThreadPoolExecutor makers =
        new ThreadPoolExecutor(
            MAKERS,
            MAKERS,
            MAKER_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_TO_MAKE),
            new DefaultThreadFactory("watchstream-make", true));
    makers.allowCoreThreadTimeOut(true);
    return makers;
  }

  private static MultiThreadIoEventLoopGroup loops(int threads, String name) {
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
  }

  /**
   * Listens, and answers from then on.
   *
   * @throws IOException when it cannot listen there; its message names the place and the reason
   */
  public static HttpServer start(ApiHandler api, HttpOptions options) throws IOException {
    return start(api, Filters.NONE, options);
  }

  /** As {@link #start(ApiHandler, HttpOptions)}; refusals by the transport pass the filters. */
  public static HttpServer start(ApiHandler api, Filters filters, HttpOptions options)
      throws IOException {
    return new HttpServer(api, filters, options);
  }

  private Channel listen(ServerContext context) throws IOException {
    ServerTls tls = options.tls();
    SslContext encryption = tls == null ? null : tls.context();
    ChannelFuture bound =
        new ServerBootstrap()
            .group(acceptor, loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, ACCEPT_BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel connection) {
                    accept(connection, context, encryption);
                  }
                })
            .bind(options.host(), options.port())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      endLoops();
      throw new IOException(
          "cannot listen on "
              + options.host()
              + ":"
              + options.port()
              + ": "
              + reason(bound.cause()),
          bound.cause());
    }
    return bound.channel();
  }

  private static String reason(Throwable cause) {
    if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
      return "there is no host of that name";
    }
    String message = String.valueOf(cause.getMessage());
    return message.contains("already in use") ? message + "; port 0 takes a free one" : message;
  }

  private void accept(Channel connection, ServerContext context, @Nullable SslContext encryption) {
    int most = options.limits().maxConnections();
    if (connections.size() >= most) {
      context.note("connection refused: " + most + " are open (maxConnections)");
      ChannelCloser.now(connection);
      return;
    }
    connections.add(connection);
    connection.pipeline().addLast(new FirstBytes(context, encryption));
  }

  /** The port it listens on; for port 0, the free one that was chosen. */
  public int port() {
    return address.getPort();
  }

  /**
   * Such as {@code http://127.0.0.1:8080}, without a slash at its end; with the loopback address
   * for a server that listens on all interfaces.
   */
  public String baseUrl() {
    boolean everywhere = address.getAddress().isAnyLocalAddress();
    String name = everywhere ? "127.0.0.1" : options.host();
    String host = name.contains(":") ? "[" + name + "]" : name;
    return (options.tls() == null ? "http://" : "https://") + host + ":" + port();
  }

  /** The generated authority that clients have to trust, in PEM; null without one. */
  public @Nullable String caPem() {
    ServerTls tls = options.tls();
    return tls == null ? null : tls.caPem();
  }

  /** The requests so far; still available after the end. */
  public RequestJournal journal() {
    return journal;
  }

  /**
   * Stops listening, ends every watch cleanly after a whole event, and closes each connection when
   * its client has read everything; those left after that time are closed anyway. Returns when all
   * is over, so it must not be called on a serving thread.
   */
  public void stop(Duration grace) {
    listener.close().awaitUninterruptibly();
    for (Channel connection : connections) {
      connection
          .eventLoop()
          .execute(() -> connection.pipeline().fireUserEventTriggered(ConnectionEvent.STOP));
    }
    connections.newCloseFuture().awaitUninterruptibly(grace.toMillis());
    close();
  }

  /** Closes at once and cuts open answers. Not on a serving thread. May be called again. */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    connections.close().awaitUninterruptibly();
    makers.shutdownNow();
    endLoops();
  }

  private void endLoops() {
    Future<?> accepting = acceptor.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
    accepting.awaitUninterruptibly();
  }
}
