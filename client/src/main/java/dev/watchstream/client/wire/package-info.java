/** One request on its way: its sockets, its limits of time, and what its errors mean. */
@org.jspecify.annotations.NullMarked
package dev.watchstream.client.wire;
