/**
 * An API server whose history comes from recordings. {@link
 * dev.watchstream.replay.engine.ReplayEngine} takes a request apart, {@link
 * dev.watchstream.replay.engine.Watches} decides what a watch sends, {@link
 * dev.watchstream.replay.engine.Lists} answers the rest. Does no network I/O.
 */
package dev.watchstream.replay.engine;
