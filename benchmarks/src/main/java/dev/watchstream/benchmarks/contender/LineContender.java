package dev.watchstream.benchmarks.contender;

import org.jspecify.annotations.Nullable;

/** The base of libraries that are given a whole event, or a whole list, at a time. */
abstract class LineContender<E> implements Contender<E> {

  private final Label label;

  LineContender(Label label) {
    this.label = label;
  }

  @Override
  public final Label label() {
    return label;
  }

  @Override
  public final @Nullable String excludedFrom(Input input) {
    if (input.isChunked()) {
      return "is given whole lines";
    }
    return input.form() == Input.Form.PRETTY_WATCH ? "reads one event a line" : null;
  }
}
