/**
 * Keeps what a watch reads, hides the names in it, and compares.
 *
 * <pre>{@code
 * try (Recorder recorder = Recorder.to(folder).maxDuration(Duration.ofMinutes(5)).build();
 *     EndpointsWatch watch =
 *         EndpointsWatch.of(ApiServer.inCluster()).recordTo(recorder).start(notice -> {})) {
 *   watch.join();
 * }
 * Redaction.create().redact(Recording.open(folder), folder.resolveSibling("to-share"));
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package dev.watchstream.client.record;
