package dev.watchstream.parser;

/**
 * The tests are a part of the parser's module, which does not require databind and must not: they
 * ask for it at run time. A test that uses databind must call this in a static initializer, before
 * its first method is linked.
 */
final class Databind {

  private Databind() {}

  static void require() {
    try {
      Class<?> anyOfIt = Class.forName("com.fasterxml.jackson.databind.ObjectMapper");
      Databind.class.getModule().addReads(anyOfIt.getModule());
    } catch (ClassNotFoundException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
