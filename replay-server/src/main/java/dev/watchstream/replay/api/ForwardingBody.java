package dev.watchstream.replay.api;

import dev.watchstream.replay.time.ReplayClock;
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
  public Frame.@Nullable Chunk heldBack() {
    return inner.heldBack();
  }

  @Override
  public void close() {
    inner.close();
  }
}
