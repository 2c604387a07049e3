/**
 * The query parameters of lists and watches, one file each ({@link
 * dev.watchstream.replay.options.ListOption}), and what they select.
 */
package dev.watchstream.replay.options;
