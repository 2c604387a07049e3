package dev.watchstream.replay.http;

import dev.watchstream.replay.api.ApiHandler;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.model.AnsweredRequest;
import io.netty.channel.Channel;
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
 * @param makers runs what makes slow answers
 */
record ServerContext(
    ApiHandler api,
    Executor makers,
    HttpLimits limits,
    RequestJournal journal,
    InstantSource clock,
    Consumer<AnsweredRequest> log) {

  /** Adds a new request to the journal. */
  Exchange receive(ApiRequest request, String protocol, Ticker ticker) {
    journal.add(request, protocol, clock.instant());
    return new Exchange(request, ticker, log);
  }

  /**
   * Answers on the client's event loop, which calls this. A slow answer is made on another thread,
   * so that the loop's watches go on meanwhile, and handed back to the loop, even if the client has
   * left; it is not made for one that has left before its turn comes.
   */
  void answer(ApiRequest request, Channel client, Consumer<ApiResponse> then) {
    ApiResponse answer = made(request, () -> api.answer(request));
    if (!(answer instanceof ApiResponse.Deferred deferred)) {
      then.accept(answer);
      return;
    }
    try {
      makers.execute(
          () -> {
            boolean isThere = client.isActive();
            ApiResponse made = isThere ? made(request, deferred.maker()) : Bodies.UNSENT;
            giveBack(made, client.eventLoop(), then);
          });
    } catch (RejectedExecutionException tooMany) {
      then.accept(Bodies.TOO_MANY_REQUESTS);
    }
  }

  private static void giveBack(ApiResponse made, EventExecutor loop, Consumer<ApiResponse> then) {
    try {
      loop.execute(() -> then.accept(made));
    } catch (RejectedExecutionException stopped) {
      // The server has stopped: there is no connection left to send it on.
      return;
    }
  }

  /**
   * The engine promises not to throw. If it does, or memory runs out for this answer, one client
   * gets an error and the server goes on.
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

  /** A request that is answered without asking the API server. */
  Exchange refuse(ApiRequest request, Ticker ticker) {
    return new Exchange(request, ticker, log);
  }

  /** Logs a line about something other than a request. */
  void note(String what) {
    log.accept(new AnsweredRequest("-", "-", 0, 0, Duration.ZERO, what));
  }

  Date now() {
    return Date.from(clock.instant());
  }
}
