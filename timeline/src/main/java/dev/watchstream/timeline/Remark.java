package dev.watchstream.timeline;

/**
 * What a person noted in a recording.
 *
 * @param at the event that it stands before
 * @param text one line, in any language
 */
public record Remark(Moment at, String text) {}
