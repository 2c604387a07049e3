package dev.watchstream.replay.http;

import dev.watchstream.replay.api.ApiHandler;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.model.AnsweredRequest;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the connections of one server share.
 *
 * @param makers makes the answers that take long
 */
record ServerContext(
    ApiHandler api,
    Executor makers,
    HttpLimits limits,
    RequestJournal journal,
    InstantSource clock,
    Consumer<AnsweredRequest> log) {

  /** A new request, which the journal now knows. */
  Exchange receive(ApiRequest request, String protocol, Ticker ticker) {
    journal.add(request, protocol, clock.instant());
    return new Exchange(request, ticker, log);
  }

  /**
   * Answers on the loop that asks. What takes long is made elsewhere meanwhile, so that the loop's
   * watches go on, and given back to the loop, even when the client has left.
   */
  void answer(ApiRequest request, EventExecutor loop, Consumer<ApiResponse> then) {
    ApiResponse answer = made(request, () -> api.answer(request));
    if (!(answer instanceof ApiResponse.Deferred deferred)) {
      then.accept(answer);
      return;
    }
    try {
      makers.execute(() -> giveBack(made(request, deferred.maker()), loop, then));
    } catch (RejectedExecutionException tooMany) {
      then.accept(Bodies.TOO_MANY_REQUESTS);
    }
  }

  private static void giveBack(ApiResponse made, EventExecutor loop, Consumer<ApiResponse> then) {
    try {
      loop.execute(() -> then.accept(made));
    } catch (RejectedExecutionException stopped) {
      // There is no connection any more to send it on.
      return;
    }
  }

  /**
   * The engine promises not to throw; when it does, or there is not memory enough for this answer,
   * one client is told and the server lives.
   */
  private ApiResponse made(ApiRequest request, Supplier<? extends ApiResponse> maker) {
    try {
      return maker.get();
    } catch (RuntimeException | OutOfMemoryError bug) {
      String what = "no answer to " + request.method() + " " + request.path();
      ServerLog.bug(what, bug);
      note(what + ": " + bug);
      return Bodies.INTERNAL_ERROR;
    }
  }

  /** A request that the API server is not asked. */
  Exchange refuse(ApiRequest request, Ticker ticker) {
    return new Exchange(request, ticker, log);
  }

  /** One line about something that is no request. */
  void note(String what) {
    log.accept(new AnsweredRequest("-", "-", 0, 0, Duration.ZERO, what));
  }

  Date now() {
    return Date.from(clock.instant());
  }
}
