/**
 * The client. Start at {@link dev.watchstream.client.EndpointsWatch}, which tells a {@link
 * dev.watchstream.client.WatchListener} what happens; {@link dev.watchstream.client.EndpointsStore}
 * keeps the current addresses, {@link dev.watchstream.client.record.Recorder} the server's answers,
 * byte for byte.
 *
 * <pre>{@code
 * EndpointsStore store = new EndpointsStore();
 * try (EndpointsWatch watch =
 *     EndpointsWatch.of(ApiServer.inCluster()).namespace("default").name("web").start(store)) {
 *   if (store.awaitSynced(Duration.ofSeconds(10))) {
 *     System.out.println(store.get("default", "web").addresses());
 *   }
 * }
 * }</pre>
 */
package dev.watchstream.client;
