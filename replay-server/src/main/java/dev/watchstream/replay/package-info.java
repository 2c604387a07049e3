/**
 * A server that answers as the recorded Kubernetes API server did: {@link
 * dev.watchstream.replay.ReplayServer}, with faults on purpose ({@link
 * dev.watchstream.replay.faults.FaultRule}) and the requests it received ({@link
 * dev.watchstream.replay.model.ReceivedRequest}). For JUnit there is {@link
 * dev.watchstream.replay.junit}.
 *
 * <pre>{@code
 * try (ReplayServer server =
 *     ReplayServer.of("passport-auth").speed(Speed.MAX).fault("gone@event=2@request=1").start()) {
 *   System.out.println("watch " + server.baseUrl());
 *   server.awaitStoryTold(Duration.ofSeconds(30));
 * }
 * }</pre>
 */
package dev.watchstream.replay;
