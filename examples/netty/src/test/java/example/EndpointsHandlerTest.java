package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.junit.Replay;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@Replay("passport-auth")
class EndpointsHandlerTest {

  private static final String PATH = "/api/v1/watch/namespaces/default/endpoints/passport-auth";

  @Test
  void the_watch_tells_the_rollout(ReplayServer server) throws InterruptedException {
    List<Integer> ready = new CopyOnWriteArrayList<>();
    URI url = URI.create(server.baseUrl());
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      Channel channel =
          new Bootstrap()
              .group(loops)
              .channel(NioSocketChannel.class)
              .handler(
                  new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                      channel
                          .pipeline()
                          .addLast(new HttpClientCodec())
                          .addLast(
                              new EndpointsHandler(
                                  event -> ready.add(((EndpointsEvent) event).addresses().size())));
                    }
                  })
              .connect(url.getHost(), url.getPort())
              .sync()
              .channel();
      FullHttpRequest request =
          new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, PATH);
      request.headers().set("Host", url.getAuthority());
      channel.writeAndFlush(request);
      channel.closeFuture().sync();
    } finally {
      loops.shutdownGracefully();
    }

    assertEquals(List.of(1, 1, 2, 1), ready);
  }
}
