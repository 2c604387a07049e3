package dev.watchstream.timeline;

/**
 * A time in which a pod was in one state.
 *
 * @param state the state
 * @param from the event that brought it
 * @param to the event that ended it, or the end of the timeline
 */
public record Span(PodState state, Moment from, Moment to) {}
