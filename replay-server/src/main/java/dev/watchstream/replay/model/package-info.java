/**
 * Values that the server's users see: how fast time goes, what was asked and what became of it.
 * Imports no other package of the server.
 */
package dev.watchstream.replay.model;
