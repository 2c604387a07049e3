/**
 * The clocks of a watch.
 *
 * <pre>{@code
 * EndpointsWatch.of(ApiServer.inCluster())
 *     .time(WatchTime.system()) // in a test, a clock that the test moves
 *     .start(notice -> {});
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package dev.watchstream.client.time;
