package dev.watchstream.replay.api;

import dev.watchstream.replay.time.ReplayClock;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A body that changes what another one sends, as every fault of a body does. */
public abstract class ForwardingBody implements WatchBody {
  protected final WatchBody inner;

  protected ForwardingBody(WatchBody inner) {
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

  /** The bytes of a chunk between two absolute indices of its buffer, the second exclusive. */
  protected static Frame.Chunk part(Frame.Chunk chunk, int from, int to) {
    return new Frame.Chunk(chunk.atNanos(), chunk.bytes().slice(from, to - from));
  }
}
