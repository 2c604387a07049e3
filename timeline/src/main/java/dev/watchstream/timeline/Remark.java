package dev.watchstream.timeline;

/**
 * A note of a recording.
 *
 * @param at the event that it stands before
 * @param text one line, in any language
 */
public record Remark(Moment at, String text) {}
