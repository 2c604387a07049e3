package dev.watchstream.replay.http;

import dev.watchstream.replay.api.Frame.Ending;
import io.netty.channel.ChannelFuture;
import java.nio.ByteBuffer;

/**
 * Takes the body of one watch in the protocol of its connection. For the thread of the connection's
 * event loop.
 */
interface Wire {

  /** Sends these bytes as one chunk, and does not wait for more. They are not copied. */
  void send(ByteBuffer bytes);

  /** The body is over. Done when all that was sent has left, or never can. */
  ChannelFuture end(Ending ending);

  /** Whether the client takes what it is sent. */
  boolean isWritable();
}
