package dev.watchstream.timeline;

/**
 * A time in which a service's Endpoints left addresses out, as those of more than 1,000 do, and
 * said so: its counts are of those that it told.
 *
 * @param from the event that said so first
 * @param to the event that told of all again, or the end of the timeline
 * @param isOver whether it was ended by an event
 */
public record Truncation(Moment from, Moment to, boolean isOver) {}
