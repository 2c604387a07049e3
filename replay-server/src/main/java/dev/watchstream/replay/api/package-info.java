/**
 * Requests and answers in terms of the Kubernetes API: requests ({@link
 * dev.watchstream.replay.api.ApiPath}, {@link dev.watchstream.replay.api.Query}), answers ({@link
 * dev.watchstream.replay.api.ApiResponse}, {@link dev.watchstream.replay.api.Status}, a watch's
 * {@link dev.watchstream.replay.api.Frame}s), and {@link dev.watchstream.replay.api.ApiHandler},
 * the interface of every layer of the server.
 */
package dev.watchstream.replay.api;
