/** Timelines to look at: {@link dev.watchstream.timeline.picture.Picture} draws them. */
package dev.watchstream.timeline.picture;
