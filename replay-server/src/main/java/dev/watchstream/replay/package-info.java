/**
 * A server that answers as the Kubernetes API server did whose watches were recorded: {@link
 * dev.watchstream.replay.ReplayServer}. With what goes wrong on purpose ({@link
 * dev.watchstream.replay.faults.FaultRule}), and what was asked ({@link
 * dev.watchstream.replay.model.ReceivedRequest}). For JUnit there is {@link
 * dev.watchstream.replay.junit}.
 */
package dev.watchstream.replay;
