package dev.watchstream.benchmarks.contender;

/**
 * What a reader did with a stream, which is the same on every machine: counts of bytes, and of
 * resyncs after addresses that were gone.
 */
public record Work(long compared, long recalled, long shaped, long tokenized, long resyncs) {}
