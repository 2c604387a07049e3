/**
 * What is sent: a recorded stream as it was ({@link dev.watchstream.replay.body.RecordedBody}), a
 * watch made from the history ({@link dev.watchstream.replay.body.BuiltBody}), and how objects and
 * events are written.
 */
package dev.watchstream.replay.body;
