package dev.watchstream.benchmarks.contender;

import dev.watchstream.benchmarks.contender.Label.Validation;

/** By hand over jackson-core's blocking parser, without making a String of any value. */
final class JacksonByHandChars extends JacksonByHand<CharEvent> {

  JacksonByHandChars() {
    super(
        new Label("jackson-core by hand, no Strings", Validation.PARTIAL, false), new CharDraft());
  }

  @Override
  public CanonicalEvent canonical(CharEvent event) {
    return event.canonical();
  }

  @Override
  public long visit(CharEvent event) {
    return event.visit();
  }
}
