/**
 * Carries requests and answers over HTTP/1.1, HTTP/2 and WebSocket. {@link
 * dev.watchstream.replay.http.HttpServer} is the door; {@link
 * dev.watchstream.replay.http.WatchPump} is where a watch's frames meet time and a client's pace.
 */
package dev.watchstream.replay.http;
