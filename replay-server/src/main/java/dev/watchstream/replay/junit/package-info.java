/**
 * A replay server for the time of a test: by annotation ({@link
 * dev.watchstream.replay.junit.Replay}) or as a field ({@link
 * dev.watchstream.replay.junit.ReplayServerExtension}). The only package that needs JUnit.
 */
package dev.watchstream.replay.junit;
