module example.netty {
  requires dev.watchstream.parser;
  requires io.netty.buffer;
  requires io.netty.codec.http;
  requires io.netty.transport;
}
