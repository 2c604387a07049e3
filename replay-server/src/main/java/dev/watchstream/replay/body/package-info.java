/**
 * What is sent: a recorded stream as it was ({@link dev.watchstream.replay.body.RecordedBody}), a
 * watch that is made of the history ({@link dev.watchstream.replay.body.BuiltBody}), and how
 * objects and events are written.
 */
package dev.watchstream.replay.body;
