package dev.watchstream.parser.recall;

import dev.watchstream.parser.ReaderStatistics;

/** What a reader has done, counted while it does it. */
final class ReaderWork {
  long compared;
  long recalled;
  long shaped;
  long tokenized;

  /** Bytes of steps that needed more input and started over. */
  long walkedInVain;

  long resyncs;
  long evictions;
  long selfChecks;
  long selfCheckFailures;

  void clear() {
    compared = 0;
    recalled = 0;
    shaped = 0;
    tokenized = 0;
    walkedInVain = 0;
    resyncs = 0;
    evictions = 0;
    selfChecks = 0;
    selfCheckFailures = 0;
  }

  ReaderStatistics toStatistics() {
    return new ReaderStatistics(
        compared, recalled, shaped, tokenized, resyncs, evictions, selfChecks, selfCheckFailures);
  }
}
