package dev.watchstream.replay.http;

import io.netty.channel.ChannelOutboundInvoker;

/** Writes whose failure needs no report: it shows as the end of the connection. */
final class Writes {
  private Writes() {}

  static void write(ChannelOutboundInvoker out, Object message) {
    var unused = out.write(message, out.voidPromise());
  }

  static void flush(ChannelOutboundInvoker out, Object message) {
    var unused = out.writeAndFlush(message, out.voidPromise());
  }
}
