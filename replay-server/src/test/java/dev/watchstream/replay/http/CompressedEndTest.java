package dev.watchstream.replay.http;

import static dev.watchstream.replay.testing.ScriptedBody.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.replay.api.Filters;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.faults.FaultRule;
import dev.watchstream.replay.faults.FaultyServer;
import dev.watchstream.replay.testing.FakeApi;
import dev.watchstream.replay.testing.HandClock;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.ScriptedBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a watch that a fault has compressed ends at its timeout. */
@ExtendWith(NoLeaks.class)
class CompressedEndTest {
  private static final Duration TIMEOUT = Duration.ofMillis(2500);

  private final MockTicker ticker = Ticker.newMockTicker();
  private final EmbeddedChannel channel = EmbeddedChannel.builder().ticker(ticker).build();

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "gzip dribble=7:1s",
        "gzip dribble=1",
        "gzip buffer=7",
        "gzip stall@byte=5:1h"
      })
  void aMemberIsWholeHoweverItIsCut(String faults) throws IOException {
    assertThat(sent(faults, chunk(0, "one\n"))).isEqualTo("one\n");
  }

  @Test
  void anEventThatTakesSeveralMembersIsWhole() throws IOException {
    String large = "x".repeat(3 << 19);
    assertThat(sent("gzip", chunk(0, large), chunk(1, large), chunk(1, "\n")))
        .isEqualTo(large + large + "\n");
  }

  /**
   * What a client has read of these frames, of which those at 0 are due, when the watch is over.
   */
  private String sent(String faults, Frame... frames) throws IOException {
    FakeApi api =
        new FakeApi()
            .on(
                "/watch",
                request ->
                    FakeApi.watch(
                        new ScriptedBody(new HandClock(), List.of(frames)), TIMEOUT.toNanos()));
    FaultyServer server =
        new FaultyServer(
            api,
            Filters.NONE,
            Stream.of(faults.split(" ")).map(FaultRule::parse).toList(),
            ticker::nanoTime,
            true);
    ServerContext context =
        new ServerContext(
            server,
            Runnable::run,
            HttpLimits.DEFAULT,
            new RequestJournal(10),
            InstantSource.system(),
            answered -> {});
    channel.pipeline().addLast(new FirstBytes(context, null));
    channel.writeInbound(
        Unpooled.copiedBuffer(
            "GET /watch HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n",
            StandardCharsets.ISO_8859_1));
    channel.runPendingTasks();
    for (int i = 0; i < 5; i++) {
      ticker.advance(TIMEOUT.dividedBy(5).toNanos(), TimeUnit.NANOSECONDS);
      channel.runScheduledPendingTasks();
      channel.runPendingTasks();
    }
    ByteArrayInputStream body = new ByteArrayInputStream(withoutChunks(written()));
    return new String(new GZIPInputStream(body).readAllBytes(), StandardCharsets.UTF_8);
  }

  private String written() {
    StringBuilder written = new StringBuilder();
    for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
      written.append(bytes.toString(StandardCharsets.ISO_8859_1));
      bytes.release();
    }
    return written.toString();
  }

  private static byte[] withoutChunks(String answer) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = answer.indexOf("\r\n\r\n") + 4;
    while (true) {
      int lineEnd = answer.indexOf("\r\n", at);
      int length = Integer.parseInt(answer.substring(at, lineEnd), 16);
      if (length == 0) {
        return body.toByteArray();
      }
      at = lineEnd + 2;
      body.writeBytes(answer.substring(at, at + length).getBytes(StandardCharsets.ISO_8859_1));
      at += length + 2;
    }
  }
}
