package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ForwardingBody;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A body in which one event, a line, is changed. */
abstract class OneEventBody extends ForwardingBody {
  private int eventsBefore;
  private boolean over;
  private @Nullable Frame extra;
  private @Nullable Frame queued;

  /**
   * @param event its number, counted from 0
   */
  OneEventBody(WatchBody inner, int event) {
    super(inner);
    this.eventsBefore = event;
  }

  /** What is sent for a part of the event; null for nothing. */
  abstract @Nullable Frame inEvent(Frame.Chunk part);

  /** An additional frame after the event; null for none. */
  @Nullable Frame afterEvent(long atNanos) {
    return null;
  }

  @Override
  public final Frame next() {
    while (true) {
      if (extra != null) {
        Frame frame = extra;
        extra = null;
        return frame;
      }
      Frame frame = queued == null ? inner.next() : queued;
      queued = null;
      if (over || !(frame instanceof Frame.Chunk chunk)) {
        return frame;
      }
      Frame sent = eventsBefore > 0 ? beforeEvent(chunk) : event(chunk);
      if (sent != null) {
        return sent;
      }
    }
  }

  private Frame beforeEvent(Frame.Chunk chunk) {
    ByteBuffer bytes = chunk.bytes();
    int i = bytes.position();
    while (eventsBefore > 0 && i < bytes.limit()) {
      if (bytes.get(i++) == '\n') {
        eventsBefore--;
      }
    }
    if (i < bytes.limit()) {
      queued = chunk.part(i, bytes.limit());
    }
    return chunk.part(bytes.position(), i);
  }

  private @Nullable Frame event(Frame.Chunk chunk) {
    ByteBuffer bytes = chunk.bytes();
    int i = bytes.position();
    while (!over && i < bytes.limit()) {
      over = bytes.get(i++) == '\n';
    }
    Frame sent = inEvent(chunk.part(bytes.position(), i));
    if (over) {
      extra = afterEvent(chunk.atNanos());
    }
    if (i < bytes.limit()) {
      queued = chunk.part(i, bytes.limit());
    }
    return sent;
  }
}
