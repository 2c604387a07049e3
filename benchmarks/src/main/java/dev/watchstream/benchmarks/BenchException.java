package dev.watchstream.benchmarks;

/** What a person can do something about; its message is all they see. */
final class BenchException extends RuntimeException {

  private static final long serialVersionUID = 1;

  BenchException(String message) {
    super(message);
  }
}
