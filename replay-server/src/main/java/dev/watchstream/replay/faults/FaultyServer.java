package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ApiHandler;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import java.util.List;
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
      if (counted.fault() instanceof AnswerFault fault && counted.meets(request)) {
        return fault.answer(request);
      }
    }
    ApiResponse response = behind.answer(request);
    for (Counted counted : now) {
      if (response instanceof ApiResponse.Watch watch
          && counted.fault() instanceof WatchFault fault
          && counted.meets(request)) {
        response = fault.spoil(watch, request, nanoTime);
      }
    }
    return response;
  }

  /** A rule with the number of requests that it has seen. */
  private record Counted(FaultRule rule, Fault fault, AtomicInteger seen) {
    Counted(FaultRule rule) {
      this(rule, Faults.parse(rule.fault()), new AtomicInteger());
    }

    boolean meets(ApiRequest request) {
      return rule.matches(request.path())
          && fault.couldMeet(request)
          && (rule.request() == FaultRule.EVERY || rule.request() == seen.incrementAndGet());
    }
  }
}
