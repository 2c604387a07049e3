/** The JMH suites: {@code java -cp benchmarks.jar org.openjdk.jmh.Main}. */
@org.jspecify.annotations.NullMarked
package dev.watchstream.benchmarks.suites;
