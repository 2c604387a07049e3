package dev.watchstream.benchmarks;

/** An error that the user can do something about; only its message is printed. */
final class BenchException extends RuntimeException {

  private static final long serialVersionUID = 1;

  BenchException(String message) {
    super(message);
  }
}
