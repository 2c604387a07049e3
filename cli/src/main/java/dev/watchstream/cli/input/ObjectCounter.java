package dev.watchstream.cli.input;

import dev.watchstream.fixtures.input.AnnotatedLog;

/** Counts the top-level JSON objects of an input, of whatever kind. */
final class ObjectCounter implements AnnotatedLog.Visitor {

  private long count;
  private long wrapperLine;

  long count() {
    return count;
  }

  @Override
  public void object(byte[] bytes, int offset, int length, long line) {
    count += line == wrapperLine ? 0 : 1;
  }

  @Override
  public void wrapper(byte[] bytes, int offset, int length, long line) {
    wrapperLine = line;
    count++;
  }

  @Override
  public void other(byte[] bytes, int offset, int length, long line) {
    count++;
  }

  @Override
  public void remark(String text, long line) {
    // No object.
  }
}
