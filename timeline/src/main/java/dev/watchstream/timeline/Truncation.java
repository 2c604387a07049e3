package dev.watchstream.timeline;

/**
 * A time in which a service's Endpoints was truncated: it lists 1,000 addresses at most, and has an
 * annotation that says so. Counts in this time are of the listed addresses only.
 *
 * @param from the first truncated event
 * @param to the first event that lists all addresses again, or the end of the timeline
 * @param isOver whether it was ended by an event
 */
public record Truncation(Moment from, Moment to, boolean isOver) {}
