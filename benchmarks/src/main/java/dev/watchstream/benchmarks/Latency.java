package dev.watchstream.benchmarks;

import org.HdrHistogram.Histogram;

/** How long single events take, in microseconds. */
record Latency(long events, double p50, double p99, double p999) {

  static Latency of(Histogram nanos) {
    return new Latency(
        nanos.getTotalCount(),
        nanos.getValueAtPercentile(50) / 1e3,
        nanos.getValueAtPercentile(99) / 1e3,
        nanos.getValueAtPercentile(99.9) / 1e3);
  }
}
