package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.time.ReplayClock;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What every fault of a body is: a body that makes something else of another. */
abstract class ForwardingBody implements WatchBody {
  final WatchBody inner;

  ForwardingBody(WatchBody inner) {
    this.inner = inner;
  }

  @Override
  public ReplayClock clock() {
    return inner.clock();
  }

  @Override
  public abstract Frame next();

  @Override
  public boolean hasToldAll() {
    return inner.hasToldAll();
  }

  @Override
  public @Nullable ByteBuffer heldBack() {
    return inner.heldBack();
  }

  @Override
  public void close() {
    inner.close();
  }

  /** The bytes of a chunk from an index on, up to another. */
  static Frame.Chunk part(Frame.Chunk chunk, int from, int to) {
    return new Frame.Chunk(chunk.atNanos(), chunk.bytes().slice(from, to - from));
  }
}
