package dev.watchstream.client;

/** What a listener or a recorder threw, told apart from what reading throws. */
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
