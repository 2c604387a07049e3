package dev.watchstream.timeline;

import dev.watchstream.parser.rollout.AddressChange;

/**
 * What an event changed for one pod.
 *
 * @param what the change
 * @param pod the index of the pod in {@link ServiceTimeline#pods()}
 */
public record PodChange(AddressChange.What what, int pod) {}
