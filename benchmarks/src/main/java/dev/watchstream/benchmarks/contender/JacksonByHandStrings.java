package dev.watchstream.benchmarks.contender;

import dev.watchstream.benchmarks.contender.Label.Validation;

/** By hand over jackson-core's blocking parser, every value a String. */
final class JacksonByHandStrings extends JacksonByHand<CanonicalEvent> {

  JacksonByHandStrings() {
    super(new Label("jackson-core by hand, Strings", Validation.PARTIAL, true), new StringDraft());
  }

  @Override
  public CanonicalEvent canonical(CanonicalEvent event) {
    return event;
  }

  @Override
  public long visit(CanonicalEvent event) {
    return event.visit();
  }
}
