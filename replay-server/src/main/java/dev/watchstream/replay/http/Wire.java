package dev.watchstream.replay.http;

import dev.watchstream.replay.api.Frame.Ending;
import io.netty.channel.ChannelFuture;
import java.nio.ByteBuffer;

/**
 * Sends the body of one watch in the protocol of its connection. For the thread of the connection's
 * event loop.
 */
interface Wire {

  /** Sends these bytes as one chunk, at once. They are not copied. */
  void send(ByteBuffer bytes);

  /** Ends the body. Done when all that was sent has left, or never can. */
  ChannelFuture end(Ending ending);

  /** False while too much is unsent because the client reads slowly. */
  boolean isWritable();
}
