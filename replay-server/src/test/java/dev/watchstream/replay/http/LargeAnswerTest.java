package dev.watchstream.replay.http;

import static dev.watchstream.replay.testing.ScriptedBody.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.model.AnsweredRequest;
import dev.watchstream.replay.testing.FakeApi;
import dev.watchstream.replay.testing.HandClock;
import dev.watchstream.replay.testing.Http2RawClient;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.RawClient;
import dev.watchstream.replay.testing.ScriptedBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Slow answers are made on another thread than the serving ones. */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class LargeAnswerTest {
  private static final String ASK_LARGE = "GET /large HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String ASK_SMALL = "GET /get HTTP/1.1\r\nHost: x\r\n\r\n";

  private final FakeApi api = new FakeApi();
  private final List<AnsweredRequest> log = new ArrayList<>();
  private final Deque<Runnable> toMake = new ArrayDeque<>();

  @Test
  void aPipelineIsAnsweredInItsOrderWhenTheLargeAnswerIsMade() {
    api.on("/large", request -> large("large\n"));
    EmbeddedChannel channel = connection(toMake::add);
    receive(channel, ASK_LARGE + ASK_SMALL);
    assertThat(sent(channel)).isEmpty();
    make(channel);
    assertThat(sent(channel)).containsSubsequence("large\n", "HTTP/1.1 200 OK", "hello\n");
    assertThat(log).extracting(AnsweredRequest::ended).containsExactly("done", "done");
    channel.finishAndReleaseAll();
  }

  @Test
  void ofAClientThatHasLeftMeanwhileItIsSaid() {
    api.on("/large", request -> large("large\n"));
    EmbeddedChannel channel = connection(toMake::add);
    receive(channel, ASK_LARGE);
    channel.close().syncUninterruptibly();
    make(channel);
    assertThat(sent(channel)).isEmpty();
    assertThat(log).singleElement().extracting(AnsweredRequest::ended).isEqualTo("client left");
  }

  @Test
  void forAClientThatHasLeftNothingIsMade() {
    AtomicInteger made = new AtomicInteger();
    api.on(
        "/large",
        request ->
            new ApiResponse.Deferred(
                () -> {
                  made.incrementAndGet();
                  return FakeApi.whole(200, "large\n");
                }));
    EmbeddedChannel channel = connection(toMake::add);
    receive(channel, ASK_LARGE);
    channel.close().syncUninterruptibly();
    make(channel);
    assertThat(made).hasValue(0);
    assertThat(log).singleElement().extracting(AnsweredRequest::ended).isEqualTo("client left");
  }

  @Test
  void whatCannotBeMadeIsAnErrorAndTheServerLives() {
    api.on(
        "/large",
        request ->
            new ApiResponse.Deferred(
                () -> {
                  throw new OutOfMemoryError("on purpose");
                }));
    EmbeddedChannel channel = connection(toMake::add);
    receive(channel, ASK_LARGE + ASK_SMALL);
    make(channel);
    assertThat(sent(channel))
        .startsWith("HTTP/1.1 500 Internal Server Error\r\n")
        .endsWith("hello\n");
    channel.finishAndReleaseAll();
  }

  @Test
  void whereTooMuchIsToBeMadeAClientIsToldToComeAgain() {
    api.on("/large", request -> large("large\n"));
    EmbeddedChannel channel =
        connection(
            task -> {
              throw new RejectedExecutionException("on purpose");
            });
    receive(channel, ASK_LARGE);
    assertThat(sent(channel))
        .startsWith("HTTP/1.1 429 Too Many Requests\r\n")
        .contains("Retry-After: 1\r\n")
        .endsWith("Too many requests, please try again later.\n");
    channel.finishAndReleaseAll();
  }

  @Test
  void aWatchOfTheSameLoopGoesOnWhileItIsMade() throws Exception {
    CountDownLatch watched = new CountDownLatch(1);
    api.on("/large", request -> large(watched, "large\n"));
    HandClock clock = new HandClock();
    api.watch("/watch", new ScriptedBody(clock, List.of(chunk(1, "one\n"))));
    try (HttpServer server = HttpServer.start(api, HttpOptions.loopback().withThreads(1));
        Http2RawClient large2 = new Http2RawClient(server.port());
        RawClient large = new RawClient(server.port());
        RawClient watch = new RawClient(server.port())) {
      large.get("/large", "Connection: close");
      large2.get(1, "/large");
      watch.get("/watch");
      watch.readHead();
      clock.moveTo(1);
      assertThat(watch.readThrough("one\n")).endsWith("one\n");
      watched.countDown();
      assertThat(large.readToEnd()).endsWith("large\n");
      assertThat(large2.readFrame(Http2RawClient.DATA).text()).isEqualTo("large\n");
    }
  }

  private static ApiResponse large(String body) {
    return large(new CountDownLatch(0), body);
  }

  private static ApiResponse large(CountDownLatch before, String body) {
    return new ApiResponse.Deferred(
        () -> {
          try {
            before.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return FakeApi.whole(200, body);
        });
  }

  private EmbeddedChannel connection(Executor makers) {
    ServerContext context =
        new ServerContext(
            api,
            makers,
            HttpLimits.DEFAULT,
            new RequestJournal(10),
            InstantSource.system(),
            log::add);
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.pipeline().addLast(new FirstBytes(context, null));
    return channel;
  }

  private void make(EmbeddedChannel channel) {
    while (!toMake.isEmpty()) {
      toMake.remove().run();
      channel.runPendingTasks();
    }
  }

  private static void receive(EmbeddedChannel channel, String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    channel.runPendingTasks();
  }

  private static String sent(EmbeddedChannel channel) {
    StringBuilder sent = new StringBuilder();
    for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
      sent.append(bytes.toString(StandardCharsets.ISO_8859_1));
      bytes.release();
    }
    return sent.toString();
  }
}
