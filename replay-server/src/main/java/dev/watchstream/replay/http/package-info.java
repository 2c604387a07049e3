/**
 * Carries requests and answers over HTTP/1.1, HTTP/2 and WebSocket. {@link
 * dev.watchstream.replay.http.HttpServer} is the entry point; {@link
 * dev.watchstream.replay.http.WatchPump} sends a watch's frames in time and at the client's pace.
 */
package dev.watchstream.replay.http;
