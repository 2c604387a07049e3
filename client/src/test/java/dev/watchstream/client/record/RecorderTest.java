package dev.watchstream.client.record;

import static dev.watchstream.client.wire.Wire.bookmark;
import static dev.watchstream.client.wire.Wire.event;
import static dev.watchstream.client.wire.Wire.gone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.client.ApiServer;
import dev.watchstream.client.EndpointsWatch;
import dev.watchstream.client.EndpointsWatch.InitialState;
import dev.watchstream.client.WatchRun;
import dev.watchstream.client.wire.ScriptedServer;
import dev.watchstream.client.wire.ScriptedServer.Answer;
import dev.watchstream.client.wire.ScriptedServer.End;
import dev.watchstream.fixtures.Chunk;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.RecordingInfo.Ended;
import dev.watchstream.fixtures.RecordingInfo.Gap;
import dev.watchstream.fixtures.RecordingInfo.Segment;
import dev.watchstream.fixtures.Recordings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
public class RecorderTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "one-pod-rollout",
        "bookmarks",
        "null-endpoints",
        "history",
        "gone",
        "fleet-rollout",
        "fleet-rollout-slices"
      })
  void aRecordingOfARecordingIsTheSameInBytesAndChunks(String name) throws Exception {
    Recording original = Recordings.open(name);
    List<byte[]> chunks = chunks(original);
    // After an ERROR event the next request comes at once, and an answer to it would be recorded
    // too.
    try (ScriptedServer server =
        new ScriptedServer(Answer.ok(End.CLEAN, chunks), Answer.silence())) {
      Recording copy = recordUntil(server, "ended WATCH", w -> w.endpointSlices(), r -> r);
      assertThat(body(copy)).isEqualTo(body(original));
      assertThat(chunks(copy)).containsExactlyElementsOf(chunks);
      assertThat(copy.info().ended()).isEqualTo(Ended.CLEAN);
      assertThat(copy.info().gaps()).isEmpty();
    }
  }

  @Test
  void chunksLargerThanAReadStayWhole() throws Exception {
    String[] ips = new String[10_000];
    for (int i = 0; i < ips.length; i++) {
      ips[i] = "10.0." + i / 256 + "." + i % 256;
    }
    String large = event("MODIFIED", "a", 12, ips);
    List<byte[]> chunks =
        List.of(
            utf8(event("ADDED", "a", 10)),
            utf8(large),
            utf8(event("MODIFIED", "a", 13)),
            // Cut inside the last event.
            utf8(event("MODIFIED", "a", 14) + large.replace("12", "15").substring(0, 30_000)),
            utf8(large.replace("12", "15").substring(30_000)));
    try (ScriptedServer server = new ScriptedServer(Answer.ok(End.CLEAN, chunks))) {
      Recording copy = recordUntil(server, "ended WATCH", w -> w, r -> r);
      assertThat(chunks(copy)).containsExactlyElementsOf(chunks);
    }
  }

  @Test
  void aResumedWatchIsASegmentAndTheTornEventAGap() throws Exception {
    String first = event("ADDED", "a", 10);
    String second = event("MODIFIED", "a", 12);
    try (ScriptedServer server =
        new ScriptedServer(
            Answer.ok(End.CUT, first + second.substring(0, 50)), Answer.ok(End.HANG, second))) {
      Recording recording =
          recordUntil(server, "WATCH MODIFIED", w -> w.namespace("default").name("a"), r -> r);
      assertThat(body(recording)).asString(StandardCharsets.UTF_8).isEqualTo(first + second);
      assertThat(recording.info().gaps())
          .containsExactly(
              new Gap(
                  first.length(),
                  "50 bytes of an event that was cut; the watch was resumed before the event"));
      assertThat(recording.info().segments())
          .singleElement()
          .extracting(Segment::offset, Segment::resourceVersion)
          .containsExactly((long) first.length(), "10");
      assertThat(recording.info().ended()).isEqualTo(Ended.CUT);
    }
  }

  @Test
  void aTornEventThatNothingFollowsIsKept() throws Exception {
    String torn = event("ADDED", "a", 10) + "{\"type\":\"MOD";
    try (ScriptedServer server = new ScriptedServer(Answer.ok(End.CUT, torn))) {
      Recording recording =
          recordUntil(server, "ended WATCH CUT", w -> w.namespace("default").name("a"), r -> r);
      assertThat(body(recording)).asString(StandardCharsets.UTF_8).isEqualTo(torn);
      assertThat(recording.info().ended()).isEqualTo(Ended.CUT);
    }
  }

  @Test
  void aStateThatIsReadAnewIsAGap() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            Answer.ok(End.CLEAN, event("ADDED", "a", 10) + bookmark(11), gone()),
            Answer.ok(End.HANG, event("ADDED", "a", 20) + bookmark(21)))) {
      Recording recording = recordUntil(server, "relisted", w -> w, r -> r);
      assertThat(recording.info().gaps())
          .extracting(Gap::lost)
          .containsExactly("the state was read anew: changes before this are missing");
    }
  }

  @Test
  void whatIsOnDiskWhileItRunsIsAlwaysWholeEvents() throws Exception {
    String first = event("ADDED", "a", 10);
    String second = event("MODIFIED", "a", 12);
    Path path = folder.resolve("r");
    try (ScriptedServer server =
            new ScriptedServer(Answer.ok(End.HANG, first, second + first.substring(0, 20)));
        Recorder recorder = Recorder.to(path).build();
        WatchRun run =
            WatchRun.of(server.url(), w -> w.initialState(InitialState.WATCH).recordTo(recorder))) {
      run.await("WATCH MODIFIED");
      // As a kill -9 would leave it.
      Recording seen = Recording.open(path);
      assertThat(body(seen)).asString(StandardCharsets.UTF_8).startsWith(first).endsWith("\n");
      assertThat(seen.info().ended()).isEqualTo(Ended.CUT);
    }
  }

  @Test
  void stopsTheWatchWhenItIsFull() throws Exception {
    String first = event("ADDED", "a", 10);
    try (ScriptedServer server =
        new ScriptedServer(Answer.ok(End.HANG, first, event("MODIFIED", "a", 11)))) {
      Recording recording = recordUntil(server, "stopped", w -> w, r -> r.maxBytes(first.length()));
      assertThat(body(recording)).hasSize(first.length());
    }
  }

  @Test
  void goesOnInAnotherFolderAndSaysWhatCameBefore() throws Exception {
    String first = event("ADDED", "a", 10);
    String second = event("MODIFIED", "a", 11);
    try (ScriptedServer server =
        new ScriptedServer(Answer.ok(End.HANG, first, second, second.replace("11", "12")))) {
      Recording one =
          recordUntil(
              server,
              "WATCH MODIFIED default/a 12",
              w -> w.namespace("default").name("a"),
              r -> r.rotateBytes(first.length()));
      assertThat(body(one)).hasSize(first.length());
      Recording two = Recording.open(folder.resolve("r-2"));
      assertThat(body(two)).asString(StandardCharsets.UTF_8).isEqualTo(second);
      assertThat(folder.toFile().list()).hasSize(recordings).contains("r-3");
      assertThat(two.info().gaps())
          .containsExactly(new Gap(0, "this goes on where r ends, which has the state before"));
      assertThat(two.info().segments())
          .singleElement()
          .extracting(Segment::resourceVersion)
          .isEqualTo("10");
    }
  }

  @Test
  void holdsNoCredential() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            Answer.ok(End.HANG, event("ADDED", "a", 10))
                .withHeader("Set-Cookie: session=hush-cookie"))) {
      Path path = folder.resolve("r");
      try (Recorder recorder = Recorder.to(path).build();
          EndpointsWatch watch =
              EndpointsWatch.of(ApiServer.at(server.url()).bearerToken("hush-token").build())
                  .initialState(InitialState.WATCH)
                  .recordTo(recorder)
                  .start(notice -> {})) {
        server.takeRequest();
        while (recorder.bytes() == 0 && watch.isRunning()) {
          Thread.onSpinWait();
        }
      }
      assertThat(server.heads().get(0)).contains("Authorization: Bearer hush-token");
      try (var files = Files.list(path)) {
        assertThat(files).allSatisfy(f -> assertThat(f).content().doesNotContain("hush"));
      }
    }
  }

  @Test
  void refusesAFolderThatIsInUse() throws IOException {
    Files.writeString(folder.resolve("file"), "mine");
    assertThatThrownBy(() -> Recorder.to(folder).build())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is in use");
  }

  @Test
  void refusesAtOnceWhatItWouldGoOnIn() throws IOException {
    Path next = Files.createDirectory(folder.resolve("r-2"));
    Files.writeString(next.resolve("file"), "of another recording");
    assertThat(Recorder.to(folder.resolve("r")).build().isFull()).isFalse();
    assertThatThrownBy(() -> Recorder.to(folder.resolve("r")).rotateBytes(1000).build())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(next + " is in use");
    assertThatThrownBy(
            () -> Recorder.to(folder.resolve("r")).rotateAfter(Duration.ofHours(1)).build())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(next + " is in use");
  }

  @Test
  void refuses_a_limit_of_nothing() {
    Recorder.Builder recorder = Recorder.to(folder.resolve("r"));
    assertThatThrownBy(() -> recorder.rotateBytes(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the limit of a recording is 1 byte or more, not 0");
    assertThatThrownBy(() -> recorder.maxDuration(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the limit of a recording is longer than zero, not PT0S");
  }

  @Test
  void aRecordingThatFailsEndsTheWatch() throws Exception {
    Path path = folder.resolve("r");
    try (ScriptedServer server = new ScriptedServer(Answer.ok(End.HANG, event("ADDED", "a", 10)))) {
      Recorder recorder = Recorder.to(path).build();
      Files.writeString(path, "somebody was faster");
      try (EndpointsWatch watch =
          EndpointsWatch.of(ApiServer.at(server.url()).build())
              .initialState(InitialState.WATCH)
              .recordTo(recorder)
              .start(notice -> {})) {
        watch.join();
        assertThat(watch.failure()).hasMessageContaining("is in use");
      }
    }
  }

  @Test
  void oneThatCannotBeEndedIsClosed() throws Exception {
    Path path = folder.resolve("r");
    Recorder recorder = Recorder.to(path).redaction(Redaction.create()).build();
    recorder.requested();
    recorder.opened(
        new RecordingInfo.Request("GET", "/api/v1/endpoints", "watch=true"),
        new RecordingInfo.Response(200, List.of()),
        null);
    byte[] torn = utf8("{\"type\":");
    recorder.bytes(torn, 0, torn.length);
    recorder.ended(0, false);
    try (var files = Files.list(path)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(path);
    assertThatThrownBy(recorder::close).isInstanceOf(IOException.class);
    assertThatCode(recorder::close).doesNotThrowAnyException();
  }

  @Test
  void the_work_for_tiny_chunks_of_a_large_event_is_in_proportion_to_its_bytes() throws Exception {
    String first = event("ADDED", "a", 10) + " ".repeat(20_000) + "{";
    String second = event("MODIFIED", "b", 11, "10.0.0.1 ".repeat(2_000)).substring(1);
    Path path = folder.resolve("r");
    try (Recorder recorder = Recorder.to(path).build()) {
      inTinyChunks(recorder, first, second);
      assertThat(recorder.work()).isBetween(20_000L, 2L * (first + second).length());
    }
    Recording recording = Recording.open(path);
    assertThat(body(recording)).asString(StandardCharsets.UTF_8).isEqualTo(first + second);
    assertThat(chunks(recording)).hasSize(1 + second.length());
  }

  @Test
  void the_memory_for_tiny_chunks_of_a_large_event_is_bounded() throws Exception {
    String second = event("MODIFIED", "b", 11, "10.0.0.1 ".repeat(8_000)).substring(1);
    Path path = folder.resolve("r");
    try (Recorder recorder = Recorder.to(path).build()) {
      inTinyChunks(recorder, "{", second);
    }
    Recording recording = Recording.open(path);
    assertThat(body(recording)).asString(StandardCharsets.UTF_8).isEqualTo("{" + second);
    List<byte[]> chunks = chunks(recording);
    assertThat(chunks).hasSize(Recorder.MAX_HELD_CHUNKS + 1);
    assertThat(chunks.get(Recorder.MAX_HELD_CHUNKS - 1))
        .as("all before the line's end that were too many")
        .hasSize(second.length() - Recorder.MAX_HELD_CHUNKS + 1);
  }

  /**
   * Records a chunk that ends with the first byte of an event, and then the rest of that byte by
   * byte.
   */
  private static void inTinyChunks(Recorder recorder, String chunk, String rest)
      throws IOException {
    recorder.requested();
    recorder.opened(
        new RecordingInfo.Request("GET", "/api/v1/endpoints", "watch=true"),
        new RecordingInfo.Response(200, List.of()),
        null);
    byte[] bytes = utf8(chunk + rest);
    long end = chunk.stripTrailing().lastIndexOf("}") + 1L;
    recorder.bytes(bytes, 0, chunk.length());
    recorder.parsed(end, "10");
    recorder.endOfChunk();
    for (int i = chunk.length(); i < bytes.length; i++) {
      recorder.bytes(bytes, i, 1);
      // The last byte is the line's end.
      recorder.parsed(i < bytes.length - 2 ? end : bytes.length - 1L, "11");
      recorder.endOfChunk();
    }
  }

  @Test
  void redactsWhileItRecords() throws Exception {
    String first = event("ADDED", "secret", 10, "10.1.2.3");
    try (ScriptedServer server =
        new ScriptedServer(Answer.ok(End.HANG, first.substring(0, 50), first.substring(50)))) {
      Recording recording =
          recordUntil(
              server,
              "INITIAL ADDED",
              w -> w.namespace("default").name("secret"),
              r -> r.redaction(Redaction.create()));
      assertThat(body(recording))
          .asString(StandardCharsets.UTF_8)
          .contains("\"resourceVersion\":\"10\"")
          .doesNotContain("secret", "10.1.2.3", "default");
      RecordingInfo info = recording.info();
      assertThat(info.toString()).doesNotContain("secret", "default");
    }
  }

  /** The number of recordings at the end. */
  private int recordings;

  private Recording recordUntil(
      ScriptedServer server,
      String line,
      UnaryOperator<EndpointsWatch.Builder> options,
      UnaryOperator<Recorder.Builder> recorderOptions)
      throws Exception {
    Path path = folder.resolve("r");
    try (Recorder recorder = recorderOptions.apply(Recorder.to(path)).build()) {
      try (WatchRun run =
          WatchRun.withPauses(
              server.url(),
              w -> options.apply(w).initialState(InitialState.WATCH).recordTo(recorder))) {
        while (!run.has(line)) {
          // A pause before a watch is resumed passes; the one at the end does not.
          run.passPause(line);
        }
      }
      recordings = recorder.recordings();
    }
    return Recording.open(path);
  }

  private static byte[] body(Recording recording) throws IOException {
    try (InputStream in = recording.openBody()) {
      return in.readAllBytes();
    }
  }

  private static List<byte[]> chunks(Recording recording) throws IOException {
    if (!recording.hasTiming()) {
      return List.of(body(recording));
    }
    List<byte[]> chunks = new ArrayList<>();
    try (InputStream in = recording.openBody()) {
      for (Chunk chunk : recording.chunks()) {
        chunks.add(in.readNBytes(chunk.length()));
      }
    }
    return chunks;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
