/**
 * Whether the parser is still right and still the fastest. Start at {@link
 * dev.watchstream.benchmarks.Bench}.
 */
@org.jspecify.annotations.NullMarked
package dev.watchstream.benchmarks;
