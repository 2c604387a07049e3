/**
 * What an API server whose history is a recording answers, and when. Knows nothing of sockets: a
 * transport hands in {@link dev.watchstream.replay.engine.ApiRequest}s.
 *
 * <p>Where to start reading: {@link dev.watchstream.replay.engine.ReplayEngine}, which takes a
 * request apart; {@code Watches}, which decides what a watch sends; {@code Timeline}, which is the
 * history of one resource; {@code StreamReader} and {@code HistoryBuilder}, which make it of
 * recordings; {@code StoryClock}, which says when.
 */
package dev.watchstream.replay.engine;
