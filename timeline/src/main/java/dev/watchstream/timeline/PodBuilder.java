package dev.watchstream.timeline;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.rollout.AddressChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to one address of a service so far. */
final class PodBuilder {

  private final @Nullable String template;
  private final boolean wasThereAtFirst;
  private final List<Span> spans = new ArrayList<>(2);
  private Address address;
  private Moment appeared;
  private @Nullable Moment firstReady;
  private @Nullable PodState state;
  private Moment since;

  /**
   * An address that appears.
   *
   * @param wasThereAtFirst as in {@link PodTimeline}
   */
  PodBuilder(AddressChange change, Moment at, boolean wasThereAtFirst) {
    this.template = change.templateHash();
    this.wasThereAtFirst = wasThereAtFirst;
    this.address = change.address();
    this.appeared = at;
    this.since = at;
  }

  void change(AddressChange change, Moment at) {
    address = change.address();
    if (state != null) {
      spans.add(new Span(state, since, at));
    }
    state =
        switch (change.what()) {
          case APPEARED_READY, BECAME_READY -> PodState.READY;
          case APPEARED_NOT_READY, BECAME_NOT_READY -> PodState.NOT_READY;
          case STARTED_TERMINATING -> PodState.TERMINATING;
          case GONE -> null;
        };
    since = at;
    firstReady = firstReady == null && state == PodState.READY ? at : firstReady;
  }

  boolean isThere() {
    return state != null;
  }

  String identity() {
    return ServiceBuilder.identity(address);
  }

  /**
   * Begins the timeline of the address here; returns the change by which its present state would
   * appear.
   */
  AddressChange.What begin(Moment at) {
    spans.clear();
    since = at;
    return state == PodState.READY
        ? AddressChange.What.APPEARED_READY
        : state == PodState.TERMINATING
            ? AddressChange.What.STARTED_TERMINATING
            : AddressChange.What.APPEARED_NOT_READY;
  }

  void timesAreKnown() {
    spans.replaceAll(span -> new Span(span.state(), span.from().timed(), span.to().timed()));
    appeared = appeared.timed();
    since = since.timed();
    firstReady = firstReady == null ? null : firstReady.timed();
  }

  PodTimeline build(Moment end) {
    List<Span> all = new ArrayList<>(spans);
    if (state != null) {
      all.add(new Span(state, since, end));
    }
    return new PodTimeline(
        address,
        template,
        all,
        appeared,
        wasThereAtFirst,
        firstReady,
        state == null ? since : null);
  }
}
