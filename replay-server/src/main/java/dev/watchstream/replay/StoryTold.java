package dev.watchstream.replay;

import dev.watchstream.replay.api.ApiHandler;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.ForwardingBody;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Knows whether the watches have been sent the whole story. Stands in front of the faults, because
 * they hold back what the story has already handed out. Safe for several threads.
 */
final class StoryTold implements ApiHandler {
  private final ApiHandler behind;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** How many running watches have events to come. */
  private int behindTheEnd;

  private boolean anyAtTheEnd;

  StoryTold(ApiHandler behind) {
    this.behind = behind;
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    ApiResponse response = behind.answer(request);
    return response instanceof ApiResponse.Watch watch
        ? watch.withBody(new FollowedBody(watch.body()))
        : response;
  }

  boolean isTold() {
    lock.lock();
    try {
      return anyAtTheEnd && behindTheEnd == 0;
    } finally {
      lock.unlock();
    }
  }

  /** False on timeout. */
  boolean await(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lock();
    try {
      while (!isTold()) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void begins() {
    lock.lock();
    try {
      behindTheEnd++;
    } finally {
      lock.unlock();
    }
  }

  private void leaves(boolean atTheEnd) {
    lock.lock();
    try {
      behindTheEnd--;
      anyAtTheEnd |= atTheEnd;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private final class FollowedBody extends ForwardingBody {
    private boolean followed = true;

    FollowedBody(WatchBody inner) {
      super(inner);
      begins();
    }

    @Override
    public Frame next() {
      Frame frame = inner.next();
      // A chunk is handed out before it is sent: only the frame after the last one shows the end.
      if (followed && !(frame instanceof Frame.Chunk) && inner.hasToldAll()) {
        followed = false;
        leaves(true);
      }
      return frame;
    }

    @Override
    public void close() {
      super.close();
      if (followed) {
        followed = false;
        leaves(false);
      }
    }
  }
}
