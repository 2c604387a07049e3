/** One request: its sockets, its time limits, and what its errors mean. */
@org.jspecify.annotations.NullMarked
package dev.watchstream.client.wire;
