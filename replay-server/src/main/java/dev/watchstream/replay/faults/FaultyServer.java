package dev.watchstream.replay.faults;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.replay.api.ApiHandler;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.WatchBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** An API server whose answers go wrong by rules, which may change at any time. */
@SuppressWarnings("exports") // Only the server has one; rules are what others see.
public final class FaultyServer implements ApiHandler {
  private final ApiHandler behind;
  private final LongSupplier nanoTime;
  private volatile List<Counted> rules = List.of();

  /**
   * Stands in front of another.
   *
   * @param nanoTime of the wall clock, as {@link System#nanoTime}; what runs the transport's timers
   */
  public FaultyServer(ApiHandler behind, List<FaultRule> rules, LongSupplier nanoTime) {
    this.behind = behind;
    this.nanoTime = nanoTime;
    setRules(rules);
  }

  /** From the next request on, these hold, in this order; each counts from 1 again. */
  public void setRules(List<FaultRule> rules) {
    this.rules = rules.stream().map(Counted::new).toList();
  }

  public List<FaultRule> rules() {
    return rules.stream().map(Counted::rule).toList();
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    List<Counted> now = rules;
    for (Counted counted : now) {
      if (isAnswer(counted.rule().fault()) && counted.meets(request)) {
        return StatusAnswers.of(counted.rule().fault());
      }
    }
    ApiResponse response = behind.answer(request);
    for (Counted counted : now) {
      if (response instanceof ApiResponse.Watch watch
          && !isAnswer(counted.rule().fault())
          && counted.meets(request)) {
        response = faulty(watch, counted.rule().fault(), request);
      }
    }
    return response;
  }

  /** Takes the place of the answer, instead of doing something to its body. */
  private static boolean isAnswer(Fault fault) {
    return fault instanceof Fault.Status
        || (fault instanceof Fault.Gone gone && gone.event() == null);
  }

  private ApiResponse.Watch faulty(ApiResponse.Watch watch, Fault fault, ApiRequest request) {
    if (fault instanceof Fault.Gzip) {
      return acceptsGzip(request) ? gzipped(watch) : watch;
    }
    boolean endless = fault instanceof Fault.Stall stall && stall.forTime() == null;
    return new ApiResponse.Watch(
        watch.status(),
        watch.headers(),
        faulty(watch.body(), fault),
        endless ? Long.MAX_VALUE : watch.timeoutNanos());
  }

  private WatchBody faulty(WatchBody body, Fault fault) {
    if (fault instanceof Fault.Cut cut) {
      return new CutBody(body, cut);
    } else if (fault instanceof Fault.Stall stall) {
      return stall.forTime() == null
          ? new StalledBody(body, stall.at())
          : new PausingBody(body, stall.at(), stall.forTime(), nanoTime);
    } else if (fault instanceof Fault.Delay delay) {
      return new LateBody(body, delay.by()::toNanos, nanoTime);
    } else if (fault instanceof Fault.Jitter jitter) {
      Random random = new Random(jitter.seed());
      long most = jitter.upTo().toNanos();
      return new LateBody(body, () -> random.nextLong(most + 1), nanoTime);
    } else if (fault instanceof Fault.Dribble dribble) {
      return new DribblingBody(body, dribble, nanoTime);
    } else if (fault instanceof Fault.Gone gone && gone.event() != null) {
      return new GoneBody(body, gone.event());
    } else if (fault instanceof Fault.Duplicate duplicate) {
      return new DuplicatingBody(body, duplicate.event());
    } else if (fault instanceof Fault.Drop drop) {
      return new DroppingBody(body, drop.event());
    } else if (fault instanceof Fault.Garbage garbage) {
      return new GarbageBody(body, garbage);
    }
    throw new AssertionError("no fault of a body: " + fault);
  }

  private static ApiResponse.Watch gzipped(ApiResponse.Watch watch) {
    List<Header> headers = new ArrayList<>(watch.headers());
    headers.add(new Header("Content-Encoding", "gzip"));
    headers.add(new Header("Vary", "Accept-Encoding"));
    return new ApiResponse.Watch(
        watch.status(), headers, new GzipBody(watch.body()), watch.timeoutNanos());
  }

  private static boolean acceptsGzip(ApiRequest request) {
    String accepted = request.header("Accept-Encoding");
    return accepted != null && accepted.contains("gzip") && request.header("Upgrade") == null;
  }

  /** A rule with the number of requests that it has seen. */
  private record Counted(FaultRule rule, AtomicInteger seen) {
    Counted(FaultRule rule) {
      this(rule, new AtomicInteger());
    }

    boolean meets(ApiRequest request) {
      return rule.matches(request.path())
          && (rule.request() == FaultRule.EVERY || rule.request() == seen.incrementAndGet());
    }
  }
}
