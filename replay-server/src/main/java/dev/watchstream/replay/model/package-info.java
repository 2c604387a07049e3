/**
 * Values that the server's users see: the speed of time, requests and their outcome. Imports no
 * other package of the server.
 *
 * <pre>{@code
 * try (ReplayServer server = ReplayServer.of("passport-auth").start()) {
 *   server.setSpeed(Speed.parse("10x"));
 *   ReceivedRequest first = server.takeRequest(Duration.ofSeconds(10));
 *   System.out.println(first.target() + " by " + first.header("User-Agent"));
 * }
 * }</pre>
 */
package dev.watchstream.replay.model;
