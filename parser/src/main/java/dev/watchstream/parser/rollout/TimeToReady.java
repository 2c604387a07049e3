package dev.watchstream.parser.rollout;

import java.time.Duration;

/**
 * How long a pod took from appearing not ready to ready.
 *
 * @param pod the pod's name; for an address without one, the IP
 * @param time at least 0
 */
public record TimeToReady(String pod, Duration time) {}
