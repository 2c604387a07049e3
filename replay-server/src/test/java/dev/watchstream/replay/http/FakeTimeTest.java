package dev.watchstream.replay.http;

import static dev.watchstream.replay.testing.ScriptedBody.chunk;
import static dev.watchstream.replay.testing.ScriptedBody.end;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.model.AnsweredRequest;
import dev.watchstream.replay.testing.FakeApi;
import dev.watchstream.replay.testing.HandClock;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.ScriptedBody;
import dev.watchstream.replay.testing.TickerClock;
import dev.watchstream.replay.time.ReplayClock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What depends on time, with a clock that the test moves. */
@ExtendWith(NoLeaks.class)
class FakeTimeTest {
  private static final HttpLimits LIMITS = HttpLimits.DEFAULT;
  private static final String WATCH = "GET /watch HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String GET = "GET /get HTTP/1.1\r\nHost: x\r\n\r\n";

  private final FakeApi api = new FakeApi();
  private final List<AnsweredRequest> log = new ArrayList<>();
  private final MockTicker ticker = Ticker.newMockTicker();
  private final EmbeddedChannel channel = EmbeddedChannel.builder().ticker(ticker).build();

  FakeTimeTest() {
    channel.pipeline().addLast(new FirstBytes(context(), null));
  }

  private ServerContext context() {
    RequestJournal journal = new RequestJournal(LIMITS.journalRequests());
    return new ServerContext(api, Runnable::run, LIMITS, journal, InstantSource.system(), log::add);
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void framesComeWhenTheirTimeHasCome() {
    watch(
        new TickerClock(ticker),
        chunk(5_000, "one\n"),
        chunk(9_000, "two\n"),
        end(9_000, Ending.CLEAN));
    sent();
    pass(Duration.ofNanos(4_999));
    assertThat(sent()).isEmpty();
    pass(Duration.ofNanos(1));
    assertThat(sent()).isEqualTo("4\r\none\n\r\n");
    pass(Duration.ofNanos(4_000));
    assertThat(sent()).isEqualTo("4\r\ntwo\n\r\n0\r\n\r\n");
  }

  @Test
  void aWatchEndsAfterItsTimeoutWithAWholeEvent() {
    ScriptedBody body =
        new ScriptedBody(
            new TickerClock(ticker),
            List.of(chunk(0, "one\ntw"), chunk(60_000_000_000L, "o\nthree\n")));
    api.on("/watch", request -> FakeApi.watch(body, Duration.ofSeconds(30).toNanos()));
    receive(WATCH);
    assertThat(sent()).endsWith("6\r\none\ntw\r\n");
    pass(Duration.ofSeconds(29));
    assertThat(sent()).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(sent()).isEqualTo("2\r\no\n\r\n0\r\n\r\n");
    assertThat(body.closings()).isOne();
    assertThat(log).last().extracting(AnsweredRequest::ended).isEqualTo("timeout");
    assertThat(log).last().extracting(AnsweredRequest::duration).isEqualTo(Duration.ofSeconds(30));
    receive(GET);
    assertThat(sent()).endsWith("hello\n");
  }

  @Test
  void aThrowAtItsTimeoutEndsTheWatchToo() {
    FailingBody body = new FailingBody(new TickerClock(ticker));
    api.on("/watch", request -> FakeApi.watch(body, Duration.ofSeconds(30).toNanos()));
    receive(WATCH);
    assertThat(sent()).endsWith("2\r\non\r\n");
    body.fails = true;
    pass(Duration.ofSeconds(30));
    assertThat(log).last().extracting(AnsweredRequest::ended).asString().contains("no next frame");
    assertThat(channel.isOpen()).isFalse();
  }

  /** Sends half an event, then fails. */
  private static final class FailingBody implements WatchBody {
    private final ReplayClock clock;
    private boolean begun;
    private boolean fails;

    FailingBody(ReplayClock clock) {
      this.clock = clock;
    }

    @Override
    public ReplayClock clock() {
      return clock;
    }

    @Override
    public Frame next() {
      if (fails) {
        throw new IllegalStateException("on purpose");
      }
      Frame frame = begun ? new Frame.Quiet(0) : chunk(0, "on");
      begun = true;
      return frame;
    }

    @Override
    public boolean hasToldAll() {
      return false;
    }

    @Override
    public void close() {}
  }

  @Test
  void anAnswerThatThereIsNoMemoryForIsAnErrorAndTheServerLives() {
    api.on(
        "/huge",
        request -> {
          throw new OutOfMemoryError("on purpose");
        });
    receive("GET /huge HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(sent()).startsWith("HTTP/1.1 500 Internal Server Error\r\n");
    receive(GET);
    assertThat(sent()).endsWith("hello\n");
  }

  @Test
  void aPausedClockHoldsFramesUntilItGoesOn() {
    HandClock clock = new HandClock();
    watch(clock, chunk(1, "one\n"), end(2, Ending.CLEAN));
    sent();
    pass(Duration.ofHours(1));
    assertThat(sent()).isEmpty();
    clock.moveTo(2);
    channel.runPendingTasks();
    assertThat(sent()).isEqualTo("4\r\none\n\r\n0\r\n\r\n");
    assertThat(clock.listeners()).isZero();
  }

  @Test
  void aHeadThatDoesNotEndClosesTheConnection() {
    for (char c : "GET /get HTTP/1".toCharArray()) {
      receive(String.valueOf(c));
      pass(LIMITS.headTimeout().dividedBy(20));
    }
    assertThat(channel.isOpen()).isTrue();
    pass(LIMITS.headTimeout());
    assertThat(channel.isOpen()).isFalse();
    assertThat(log)
        .singleElement()
        .extracting(AnsweredRequest::ended)
        .isEqualTo("no request within PT10S");
  }

  /** The last bytes of an incomplete head do not restart the deadline. */
  @ParameterizedTest
  @ValueSource(strings = {"GET /get HTTP/1", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"})
  void oneTimeHoldsForAllThatComesBeforeAHead(String beginning) {
    pass(LIMITS.headTimeout().minusMillis(1));
    receive(beginning);
    assertThat(channel.isOpen()).isTrue();
    pass(Duration.ofMillis(1));
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void theSameTimeHoldsForTls() throws Exception {
    SslContext tls = ServerTls.generated(List.of(), Instant.now()).context();
    EmbeddedChannel encrypted = EmbeddedChannel.builder().ticker(ticker).build();
    encrypted.pipeline().addLast(new FirstBytes(context(), tls));
    pass(LIMITS.headTimeout().minusMillis(1));
    encrypted.writeInbound(Unpooled.wrappedBuffer(new byte[] {0x16, 3, 1, 2, 0}));
    assertThat(encrypted.isOpen()).isTrue();
    pass(Duration.ofMillis(1));
    encrypted.runScheduledPendingTasks();
    encrypted.runPendingTasks();
    assertThat(encrypted.isOpen()).isFalse();
    encrypted.finishAndReleaseAll();
  }

  @Test
  void aConnectionThatSaysNothingIsClosed() {
    pass(LIMITS.headTimeout());
    assertThat(channel.isOpen()).isFalse();
    assertThat(log).hasSize(1);
  }

  @Test
  void anHttp2ConnectionThatAsksNothingIsClosed() {
    receive("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
    pass(LIMITS.headTimeout().minusMillis(1));
    assertThat(channel.isOpen()).isTrue();
    pass(Duration.ofMillis(1));
    assertThat(channel.isOpen()).isFalse();
    assertThat(log).hasSize(1);
  }

  @Test
  void anIdleConnectionIsClosedLater() {
    receive(GET);
    assertThat(sent()).endsWith("hello\n");
    pass(LIMITS.idleTimeout().minusMillis(1));
    assertThat(channel.isOpen()).isTrue();
    receive(GET);
    pass(LIMITS.idleTimeout().minusMillis(1));
    assertThat(channel.isOpen()).isTrue();
    pass(Duration.ofMillis(1));
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aQuietWatchIsNotIdle() {
    watch(new HandClock(), chunk(1, "late\n"));
    pass(Duration.ofDays(1));
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void aClientThatDoesNotReadIsDroppedCleanlyWithAWholeEvent() {
    HandClock clock = new HandClock();
    watch(clock, chunk(1, "one\ntw"), chunk(2, "o\nthree\n"), chunk(2, "four\n"));
    clock.moveTo(1);
    channel.runPendingTasks();
    sent();
    reads(false);
    clock.moveTo(2);
    channel.runPendingTasks();
    pass(LIMITS.slowReaderTimeout().minusMillis(1));
    assertThat(sent()).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(sent()).isEqualTo("2\r\no\n\r\n0\r\n\r\n");
    assertThat(log).last().extracting(AnsweredRequest::ended).isEqualTo("slow reader");
  }

  @Test
  void aClientThatReadsAgainInTimeIsNotDropped() {
    HandClock clock = new HandClock();
    watch(clock, chunk(1, "one\n"), chunk(2, "two\n"));
    sent();
    reads(false);
    clock.moveTo(1);
    channel.runPendingTasks();
    pass(LIMITS.slowReaderTimeout().minusMillis(1));
    reads(true);
    assertThat(sent()).isEqualTo("4\r\none\n\r\n");
    pass(LIMITS.slowReaderTimeout().multipliedBy(2));
    assertThat(log).isEmpty();
  }

  @Test
  void aStalledClientOfAQuietObjectIsNotDropped() {
    HandClock clock = new HandClock();
    watch(clock, chunk(1, "one\n"));
    reads(false);
    pass(Duration.ofDays(1));
    assertThat(log).isEmpty();
    assertThat(channel.isOpen()).isTrue();
  }

  private void reads(boolean reads) {
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, reads);
    channel.runPendingTasks();
  }

  @Test
  void aPipelineIsAnsweredUpToItsLimitAndClosed() {
    HandClock clock = new HandClock();
    watch(clock, end(1, Ending.CLEAN));
    receive(GET.repeat(2 * LIMITS.maxPipelinedRequests()));
    clock.moveTo(1);
    channel.runPendingTasks();
    String answers = sent();
    assertThat(answers.split("hello\n", -1)).hasSize(LIMITS.maxPipelinedRequests() + 1);
    assertThat(answers.split("Connection: close", -1)).hasSize(2);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aFastWatchLetsOthersOfItsLoopHaveTheirTurn() {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      frames.add(chunk(0, "event\n"));
    }
    ScriptedBody body = new ScriptedBody(HandClock.atTheEnd(), frames);
    List<Integer> pulledAtTheirTurn = new ArrayList<>();
    api.on(
        "/watch",
        request -> {
          channel.eventLoop().execute(() -> pulledAtTheirTurn.add(body.pulled()));
          return FakeApi.watch(body, Long.MAX_VALUE);
        });
    receive(WATCH);
    assertThat(body.pulled()).isEqualTo(1000);
    assertThat(pulledAtTheirTurn).singleElement().satisfies(n -> assertThat(n).isLessThan(1000));
  }

  private void watch(ReplayClock clock, Frame... frames) {
    api.watch("/watch", new ScriptedBody(clock, List.of(frames)));
    receive(WATCH);
  }

  private void receive(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    channel.runPendingTasks();
  }

  private void pass(Duration time) {
    ticker.advance(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }

  private String sent() {
    StringBuilder sent = new StringBuilder();
    for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
      sent.append(bytes.toString(StandardCharsets.ISO_8859_1));
      bytes.release();
    }
    return sent.toString();
  }
}
