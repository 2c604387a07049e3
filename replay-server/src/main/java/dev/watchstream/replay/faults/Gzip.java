package dev.watchstream.replay.faults;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.ForwardingBody;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.GzipMembers;
import dev.watchstream.replay.api.WatchBody;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Compresses every watch as servers of 1.37 do some: see {@link GzipMembers}. Not on a WebSocket.
 */
record Gzip() implements WatchFault {
  static final FaultKind KIND =
      new FaultKind(
          new FaultUsage(
              "gzip",
              "gzip where the client accepts it, the events of each chunk a member of its own"),
          text -> new Gzip());

  /** The most of an event that is sent ahead of time, so that a body ends with a whole one. */
  private static final int MAX_REST_OF_EVENT_BYTES = 8 << 20;

  @Override
  public ApiResponse.Watch spoil(
      ApiResponse.Watch watch, ApiRequest request, LongSupplier nanoTime) {
    if (!request.acceptsGzip() || request.isWebSocket()) {
      return watch;
    }
    List<Header> headers = new ArrayList<>(watch.headers());
    if (!watch.gzip()) {
      headers.add(new Header("Content-Encoding", "gzip"));
      headers.add(new Header("Vary", "Accept-Encoding"));
      headers.sort(Comparator.comparing(Header::name));
    }
    // Here and not in the transport, so that faults applied later see compressed bytes.
    return new ApiResponse.Watch(
        watch.status(),
        headers,
        spoil(watch.body(), nanoTime),
        watch.timeoutNanos(),
        watch.watchList(),
        false);
  }

  @Override
  public WatchBody spoil(WatchBody body, LongSupplier nanoTime) {
    return new ForwardingBody(body) {
      private final GzipMembers members = new GzipMembers();
      private @Nullable Frame end;

      @Override
      public Frame next() {
        while (end == null) {
          Frame frame = inner.next();
          if (frame instanceof Frame.End) {
            end = frame;
          } else if (!(frame instanceof Frame.Chunk chunk)) {
            return frame;
          } else {
            ByteBuffer member = members.member(chunk.bytes());
            if (member != null) {
              return compressed(chunk.atNanos(), member);
            }
          }
        }
        ByteBuffer rest = members.rest();
        return rest == null ? end : compressed(end.atNanos(), rest);
      }

      private Frame.Chunk compressed(long atNanos, ByteBuffer member) {
        return new Frame.Chunk(
            atNanos,
            member,
            members.endsInsideEvent() ? Frame.Whole.NOWHERE : Frame.Whole.AT_ITS_END);
      }

      @Override
      public Frame.@Nullable Chunk heldBack() {
        Frame.Chunk plain = inner.heldBack();
        ByteBuffer member = plain == null ? null : members.member(plain.bytes());
        ByteBuffer all = joined(member, restOfEvent());
        return all == null ? null : compressed(0, all);
      }

      /**
       * The event that has begun, with its end, which is not due yet; null where none has, or its
       * end never comes. The transport, which does so for others, sees no lines here.
       */
      private @Nullable ByteBuffer restOfEvent() {
        ByteBuffer all = null;
        int rest = 0;
        while (members.isInsideEvent()
            && end == null
            && rest < MAX_REST_OF_EVENT_BYTES
            && inner.next() instanceof Frame.Chunk chunk) {
          ByteBuffer bytes = chunk.upToWhole().bytes();
          rest += bytes.remaining();
          all = joined(all, members.member(bytes));
        }
        return all;
      }

      private static @Nullable ByteBuffer joined(
          @Nullable ByteBuffer first, @Nullable ByteBuffer second) {
        if (first == null || second == null) {
          return first == null ? second : first;
        }
        return ByteBuffer.allocate(first.remaining() + second.remaining())
            .put(first)
            .put(second)
            .flip();
      }
    };
  }

  @Override
  public String toString() {
    return "gzip";
  }
}
