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
 * Knows whether the watches have been told all that happens. Stands in front of the faults, which
 * hold back what the story has handed out already. Safe for several threads.
 */
final class StoryTold implements ApiHandler {
  private final ApiHandler behind;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Of the watches that run, how many have something to come. */
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

  /** False when the time was over first. */
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
      // With a chunk in hand, the last of them is not sent yet.
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
