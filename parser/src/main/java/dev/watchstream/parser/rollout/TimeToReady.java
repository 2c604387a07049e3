package dev.watchstream.parser.rollout;

import java.time.Duration;

/**
 * How long a pod took from appearing not ready to ready.
 *
 * @param pod its name; of an address without one the IP
 * @param time 0 or more
 */
public record TimeToReady(String pod, Duration time) {}
