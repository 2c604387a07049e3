/**
 * Makes answers go wrong as {@link dev.watchstream.replay.faults.FaultRule}s say, between the API
 * server and the transport, neither of which knows. One class per fault.
 *
 * <pre>{@code
 * try (ReplayServer server = ReplayServer.of("passport-auth").start()) {
 *   server.setFaults(List.of(FaultRule.parse("cut=rst@event=3").onPath("/api/v1/**")));
 * }
 * }</pre>
 */
package dev.watchstream.replay.faults;
