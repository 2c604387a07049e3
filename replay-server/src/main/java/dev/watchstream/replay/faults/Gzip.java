package dev.watchstream.replay.faults;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.zip.GZIPOutputStream;

/** Content-Encoding gzip, with a member for each chunk (RFC 1952, 2.2). Not on a WebSocket. */
record Gzip() implements WatchFault {
  static final FaultKind KIND =
      new FaultKind(
          new FaultUsage(
              "gzip", "gzip where the client accepts it, each chunk a member of its own"),
          text -> new Gzip());

  @Override
  public ApiResponse.Watch spoil(
      ApiResponse.Watch watch, ApiRequest request, LongSupplier nanoTime) {
    if (!request.acceptsGzip() || request.header("Upgrade") != null) {
      return watch;
    }
    List<Header> headers = new ArrayList<>(watch.headers());
    headers.add(new Header("Content-Encoding", "gzip"));
    headers.add(new Header("Vary", "Accept-Encoding"));
    return new ApiResponse.Watch(
        watch.status(),
        headers,
        spoil(watch.body(), nanoTime),
        watch.timeoutNanos(),
        watch.watchList());
  }

  @Override
  public WatchBody spoil(WatchBody body, LongSupplier nanoTime) {
    return new ForwardingBody(body) {
      @Override
      public Frame next() {
        Frame frame = inner.next();
        return frame instanceof Frame.Chunk chunk
            ? new Frame.Chunk(chunk.atNanos(), member(chunk.bytes()))
            : frame;
      }
    };
  }

  private static ByteBuffer member(ByteBuffer bytes) {
    byte[] plain = new byte[bytes.remaining()];
    bytes.duplicate().get(plain);
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return ByteBuffer.wrap(member.toByteArray()).asReadOnlyBuffer();
  }

  @Override
  public String toString() {
    return "gzip";
  }
}
