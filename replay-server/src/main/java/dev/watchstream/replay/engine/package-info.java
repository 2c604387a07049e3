/**
 * An API server whose history is that of recordings. {@link
 * dev.watchstream.replay.engine.ReplayEngine} takes a request apart, {@link
 * dev.watchstream.replay.engine.Watches} decides what a watch sends, {@link
 * dev.watchstream.replay.engine.Lists} answers the rest. Knows nothing of sockets.
 */
package dev.watchstream.replay.engine;
