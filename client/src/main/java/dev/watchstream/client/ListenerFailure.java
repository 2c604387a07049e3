package dev.watchstream.client;

/** Wraps what a listener or a recorder threw, to tell it from exceptions of reading. */
final class ListenerFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Exception thrown;

  ListenerFailure(Exception thrown) {
    super(thrown);
    this.thrown = thrown;
  }

  Exception thrown() {
    return thrown;
  }
}
