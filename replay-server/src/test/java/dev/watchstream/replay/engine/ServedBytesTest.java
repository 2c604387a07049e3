package dev.watchstream.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Chunk;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo.Ended;
import dev.watchstream.fixtures.RecordingInfo.Request;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.testing.World;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServedBytesTest {
  @TempDir Path folder;

  @Test
  void every_captured_stream_of_a_watch_is_looked_at() throws IOException {
    assertThat(CapturedStream.watches()).hasSize(26);
    assertThat(CapturedStream.recordings()).hasSize(16);
  }

  @ParameterizedTest
  @MethodSource("dev.watchstream.replay.engine.CapturedStream#recordings")
  void the_own_request_of_a_recording_gets_its_bytes_in_its_chunks_at_its_times(String name)
      throws IOException {
    Recording recording = Recordings.open(name);
    Request request = recording.info().request();
    try (World world = World.of(recording);
        InputStream expected = recording.openBody()) {
      assertServed(
          world,
          world.watch(request.path() + "?" + request.query()),
          recording.chunks(),
          expected,
          recording.info().ended());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.watchstream.replay.engine.CapturedStream#watches")
  void the_own_request_of_a_capture_gets_its_bytes_in_its_chunks_at_its_times(
      CapturedStream capture) throws IOException {
    try (World world = World.of(capture.recording(folder));
        InputStream expected = capture.body()) {
      assertServed(
          world,
          world.watch(capture.path() + "?" + capture.query(), "Accept: " + capture.accept()),
          capture.chunks(),
          expected,
          capture.ended());
    }
  }

  private static void assertServed(
      World world, ApiResponse.Watch watch, List<Chunk> chunks, InputStream expected, Ended ended)
      throws IOException {
    assertThat(watch.status()).isEqualTo(200);
    try (WatchBody body = watch.body()) {
      long passed = 0;
      for (Chunk chunk : chunks) {
        Frame.Chunk frame = (Frame.Chunk) body.next();
        assertThat(frame.atNanos()).isEqualTo(chunk.offsetNanos());
        assertThat(body.clock().nanosUntil(frame.atNanos())).isEqualTo(frame.atNanos() - passed);
        world.time.passNanos(frame.atNanos() - passed);
        passed = frame.atNanos();
        assertThat(frame.bytes().remaining()).isEqualTo(chunk.length());
        assertThat(frame.bytes().mismatch(ByteBuffer.wrap(expected.readNBytes(chunk.length()))))
            .isEqualTo(-1);
      }
      Frame next = body.next();
      while (chunks.isEmpty() && next instanceof Frame.Chunk untimed) {
        assertThat(untimed.atNanos()).isZero();
        int length = untimed.bytes().remaining();
        assertThat(untimed.bytes().mismatch(ByteBuffer.wrap(expected.readNBytes(length))))
            .isEqualTo(-1);
        next = body.next();
      }
      assertThat(expected.read()).isEqualTo(-1);
      assertThat(next).isInstanceOf(Frame.End.class);
      assertThat(((Frame.End) next).ending())
          .isEqualTo(ended == Ended.CUT ? Ending.CUT : Ending.CLEAN);
    }
  }
}
