package dev.watchstream.client;

/**
 * What a watch has done so far.
 *
 * @param lists requests for a list or a page of one
 * @param watches requests to watch
 * @param events read, of any type, from watches and lists
 * @param changes told to the listener
 * @param repeats events with nothing new, which were not told
 * @param bookmarks read from watches
 * @param relists whole states that were read again after a gap
 * @param failures requests that did not end cleanly
 * @param bytes of bodies read, decompressed
 */
public record WatchCounters(
    long lists,
    long watches,
    long events,
    long changes,
    long repeats,
    long bookmarks,
    long relists,
    long failures,
    long bytes) {}
