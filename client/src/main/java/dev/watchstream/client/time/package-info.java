/** The clocks of a watch. */
@org.jspecify.annotations.NullMarked
package dev.watchstream.client.time;
