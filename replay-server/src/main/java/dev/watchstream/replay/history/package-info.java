/**
 * The history that recordings contain. {@link dev.watchstream.replay.history.StreamReader} finds
 * events and objects in a body, {@link dev.watchstream.replay.history.HistoryBuilder} separates the
 * initial state from changes and merges recordings, {@link
 * dev.watchstream.replay.history.ResourceHistory} is all that happened to one resource.
 */
package dev.watchstream.replay.history;
