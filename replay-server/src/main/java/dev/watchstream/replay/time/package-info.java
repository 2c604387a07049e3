/**
 * When things happen: {@link dev.watchstream.replay.time.StoryClock} is the recording's time,
 * {@link dev.watchstream.replay.time.ReplayControl} steers it, {@link
 * dev.watchstream.replay.time.Bookmarks} are due in real time.
 */
package dev.watchstream.replay.time;
