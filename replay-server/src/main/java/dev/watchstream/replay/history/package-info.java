/**
 * What recordings tell. {@link dev.watchstream.replay.history.StreamReader} finds events and
 * objects in a body, {@link dev.watchstream.replay.history.HistoryBuilder} tells the beginning from
 * news and merges recordings, {@link dev.watchstream.replay.history.ResourceHistory} is all that
 * happened to one resource.
 */
package dev.watchstream.replay.history;
