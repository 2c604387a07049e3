/**
 * The resources that are served: their names, what a table shows of them, what an empty one has.
 */
package dev.watchstream.replay.resource;
