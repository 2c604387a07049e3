package dev.watchstream.benchmarks.contender;

/**
 * What a reader did with a stream, which is the same on every machine: bytes, and how often it
 * found its way back.
 */
public record Work(long compared, long recalled, long shaped, long tokenized, long resyncs) {}
