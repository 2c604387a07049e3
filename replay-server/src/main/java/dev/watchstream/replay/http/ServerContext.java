package dev.watchstream.replay.http;

import dev.watchstream.replay.api.ApiHandler;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.model.AnsweredRequest;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.function.Consumer;

/** What the connections of one server share. */
record ServerContext(
    ApiHandler api,
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
   * The engine promises not to throw; when it does, or there is not memory enough for this answer,
   * one client is told and the server lives.
   */
  ApiResponse answer(ApiRequest request) {
    try {
      return api.answer(request);
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
