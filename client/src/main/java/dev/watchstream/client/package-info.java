/**
 * The client. Start at {@link dev.watchstream.client.EndpointsWatch}, which tells a {@link
 * dev.watchstream.client.WatchListener} what happens; {@link dev.watchstream.client.EndpointsStore}
 * keeps the current addresses, {@link dev.watchstream.client.record.Recorder} what the server said,
 * byte for byte.
 */
package dev.watchstream.client;
