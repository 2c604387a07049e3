package dev.watchstream.client;

import dev.watchstream.client.record.Recorder;
import dev.watchstream.client.time.WatchTime;
import dev.watchstream.parser.ParserOptions;
import java.time.Duration;
import java.util.random.RandomGenerator;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a watch.
 *
 * @param pageSize how many items of a list to ask for at once; 0 for all
 * @param maxKnownBytes for the names and versions of all objects of a state
 * @param hasBookmarks whether they are asked for
 * @param leastTimeout of a watch; the server is asked for this to twice as long
 * @param grace how much longer than asked for a watch may last
 * @param silenceLimit for a list whose body has begun
 * @param initialEventsLimit for a watch with {@code sendInitialEvents} to reach their end
 */
record WatchSettings(
    ApiServer server,
    WatchTarget target,
    EndpointsWatch.InitialState initialState,
    ParserOptions parserOptions,
    int pageSize,
    long maxKnownBytes,
    boolean hasBookmarks,
    Duration leastTimeout,
    Duration grace,
    Duration silenceLimit,
    Duration initialEventsLimit,
    WatchTime time,
    RandomGenerator random,
    @Nullable Recorder recorder) {

  /** What is watched and where, for a log: without the credentials that a URL may hold. */
  String title() {
    HttpUrl url = target.url(server.http().url()).build();
    String query = url.query();
    return url.host() + ":" + url.port() + url.encodedPath() + (query == null ? "" : "?" + query);
  }
}
