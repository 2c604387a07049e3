/**
 * What is compared: our readers, the peers and the limits, one class each. Start at {@link
 * dev.watchstream.benchmarks.contender.Contender}.
 */
@org.jspecify.annotations.NullMarked
package dev.watchstream.benchmarks.contender;
