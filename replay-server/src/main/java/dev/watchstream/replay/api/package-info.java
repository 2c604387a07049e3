/**
 * Requests and answers in the words of the Kubernetes API: what is asked ({@link
 * dev.watchstream.replay.api.ApiPath}, {@link dev.watchstream.replay.api.Query}), what is answered
 * ({@link dev.watchstream.replay.api.ApiResponse}, {@link dev.watchstream.replay.api.Status}, a
 * watch's {@link dev.watchstream.replay.api.Frame}s), and {@link
 * dev.watchstream.replay.api.ApiHandler}, which every layer of the server is.
 */
package dev.watchstream.replay.api;
