package dev.watchstream.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * What a parser costs beside its speed.
 *
 * @param latencies of an event of 200 KB, by contender
 * @param firstEventMillis from making a parser to its first event, in a JVM that has read none, by
 *     contender
 * @param constructions the cost of making a parser, by contender
 * @param retained the memory that our readers keep
 */
record Embedding(
    Map<String, Latency> latencies,
    Map<String, Double> firstEventMillis,
    Map<String, Construction> constructions,
    List<Retained> retained) {

  /** What it costs to make one parser. */
  record Construction(double nanos, double allocatedBytes) {}

  /** The memory that a reader keeps after a stream of {@code objects} objects. */
  record Retained(String contender, int objects, long bytes) {}
}
