/** Keeps what a watch reads, hides the names in it, and compares. */
@org.jspecify.annotations.NullMarked
package dev.watchstream.client.record;
