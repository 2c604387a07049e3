/** What is read: streams that are made at run time, from a seed or from a recording. */
@org.jspecify.annotations.NullMarked
package dev.watchstream.benchmarks.workload;
