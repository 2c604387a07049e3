package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ApiHandler;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Filters;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** An API server whose answers go wrong by rules, which may change at any time. */
@SuppressWarnings("exports") // Only the server has one; rules are what others see.
public final class FaultyServer implements ApiHandler {
  private final ApiHandler behind;
  private final Filters filters;
  private final LongSupplier nanoTime;
  private final boolean hasClockForEachWatch;
  private final SeenVersions seen = new SeenVersions();
  private volatile List<Counted> rules = List.of();

  /**
   * Stands in front of another.
   *
   * @param filters through which the answers of faults pass
   * @param nanoTime real time in nanoseconds, as {@link System#nanoTime}; the transport's timers
   *     use the same
   * @param hasClockForEachWatch whether a list would start the story again, even for a client that
   *     has seen more of it
   */
  public FaultyServer(
      ApiHandler behind,
      Filters filters,
      List<FaultRule> rules,
      LongSupplier nanoTime,
      boolean hasClockForEachWatch) {
    this.behind = behind;
    this.filters = filters;
    this.nanoTime = nanoTime;
    this.hasClockForEachWatch = hasClockForEachWatch;
    setRules(rules);
  }

  /**
   * Replaces the rules, which are applied in this order, from the next request on. Each counts from
   * 1 again, and what clients have seen is forgotten.
   */
  public void setRules(List<FaultRule> rules) {
    seen.clear();
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
        ApiResponse.Whole instead = fault.answer(request, nanoTime);
        if (instead == null) {
          continue;
        }
        if (fault.tellsGone()) {
          seen.add(request, 0);
        }
        return filters.pass(request, fault.layer(), instead);
      }
    }
    ApiResponse response = behind.answer(hasClockForEachWatch ? seen.noted(request) : request);
    for (Counted counted : now) {
      if (response instanceof ApiResponse.Watch watch
          && counted.fault() instanceof WatchFault fault
          && fault.couldMeet(watch)
          && counted.meets(request)) {
        ApiResponse.Watch spoilt = fault.spoil(watch, request, nanoTime);
        response = fault.tellsGone() ? remembered(spoilt, request) : spoilt;
      }
    }
    return response;
  }

  private ApiResponse.Watch remembered(ApiResponse.Watch watch, ApiRequest request) {
    return watch.withBody(new SeenBody(watch.body(), version -> seen.add(request, version)));
  }

  /** A rule, and how many requests it has counted. */
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
