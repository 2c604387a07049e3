/**
 * Checks whether the parser is still correct and still the fastest. Start at {@link
 * dev.watchstream.benchmarks.Bench}.
 */
@org.jspecify.annotations.NullMarked
package dev.watchstream.benchmarks;
