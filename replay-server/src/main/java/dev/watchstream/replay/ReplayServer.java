package dev.watchstream.replay;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.replay.engine.ReplayEngine;
import dev.watchstream.replay.engine.ReplayOptions;
import dev.watchstream.replay.faults.FaultRule;
import dev.watchstream.replay.faults.FaultyServer;
import dev.watchstream.replay.http.HttpOptions;
import dev.watchstream.replay.http.HttpServer;
import dev.watchstream.replay.model.ReceivedRequest;
import dev.watchstream.replay.model.Speed;
import dev.watchstream.replay.model.Story;
import dev.watchstream.replay.time.ReplayControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A running API server whose history comes from recordings.
 *
 * <pre>{@code
 * try (ReplayServer server = ReplayServer.of("passport-auth").speed(Speed.MAX).start()) {
 *   myClient.watch(server.baseUrl());
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class ReplayServer implements AutoCloseable {
  /** How long {@link #close} lets clients read what was already sent to them. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final ReplayEngine engine;
  private final UnmatchedRequests unmatched;
  private final FaultyServer faults;
  private final StoryTold told;
  private final HttpServer http;
  private final @Nullable String token;

  private ReplayServer(
      ReplayEngine engine, HttpOptions options, List<FaultRule> rules, boolean httpControl)
      throws IOException {
    this.engine = engine;
    this.unmatched = new UnmatchedRequests(engine);
    boolean hasClockForEachWatch = engine.control().shared() == null;
    this.faults =
        new FaultyServer(unmatched, engine, rules, System::nanoTime, hasClockForEachWatch);
    this.told = new StoryTold(faults);
    this.token = options.token();
    this.http =
        HttpServer.start(
            httpControl ? new ControlEndpoints(told, faults, engine.control()) : told,
            engine,
            options.withMaxStreams(engine.server().maxStreams()));
  }

  static ReplayServer start(
      List<Recording> recordings,
      ReplayOptions replay,
      HttpOptions http,
      List<FaultRule> faults,
      boolean httpControl)
      throws IOException {
    ReplayEngine engine = ReplayEngine.open(recordings, replay);
    try {
      return new ReplayServer(engine, http, faults, httpControl);
    } catch (IOException e) {
      engine.close();
      throw e;
    }
  }

  /**
   * A builder for a server of these recordings, which are served together.
   *
   * @param namesOrPaths as for {@link Recordings#open}: the names of shipped ones, or the paths of
   *     folders or files, such as what {@code curl -N} wrote; one or more
   */
  public static ReplayServerBuilder of(String... namesOrPaths) {
    return builder(Arrays.stream(namesOrPaths).map(name -> () -> Recordings.open(name)));
  }

  /**
   * A builder for a server of recordings in the file system: folders, or bare files; one or more.
   */
  public static ReplayServerBuilder of(Path... paths) {
    return builder(Arrays.stream(paths).map(path -> () -> Recording.open(path)));
  }

  /** A builder for a server of these recordings, which are served together; one or more. */
  public static ReplayServerBuilder of(Recording... recordings) {
    return builder(Arrays.stream(recordings).map(recording -> () -> recording));
  }

  private static ReplayServerBuilder builder(Stream<ReplayServerBuilder.Source> sources) {
    return new ReplayServerBuilder(sources.toList());
  }

  /** The port it listens on; for port 0, the free one that was chosen. */
  public int port() {
    return http.port();
  }

  /** Such as {@code http://127.0.0.1:8080}, without a slash at its end. */
  public String baseUrl() {
    return http.baseUrl();
  }

  /** The generated authority that clients have to trust, in PEM; null when none was generated. */
  public @Nullable String caPem() {
    return http.caPem();
  }

  /**
   * Writes {@link #caPem} into a file.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the file exists and was not written by one
   *     of these servers
   * @throws IllegalStateException if no authority was generated
   */
  public void writeCaPem(Path file) throws IOException {
    String pem = caPem();
    if (pem == null) {
      throw new IllegalStateException("there is no certificate authority without generated TLS");
    }
    OwnFile.write(file, pem);
  }

  /** For kubectl and every client that reads a kubeconfig; contains the token, if any. */
  public String kubeconfig() {
    return KubeconfigFile.of(baseUrl(), caPem(), token);
  }

  /**
   * Writes {@link #kubeconfig} into a file that only its owner may read.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the file exists and was not written by one
   *     of these servers
   */
  public void writeKubeconfig(Path file) throws IOException {
    OwnFile.write(file, kubeconfig());
  }

  /**
   * The requests so far, oldest first: the newest 10,000 at most, and fewer if these exceed 16 MiB.
   * Still available after {@link #close}.
   */
  public List<ReceivedRequest> requests() {
    return http.journal().requests();
  }

  /**
   * The next request that was not taken yet, in order of arrival; waits for one. Null if none came
   * within the timeout.
   */
  public @Nullable ReceivedRequest takeRequest(Duration timeout) throws InterruptedException {
    return http.journal().takeRequest(timeout);
  }

  /**
   * The requests so far that nothing recorded answers (404, 405 or 406, unless from a fault), each
   * with its status, such as {@code GET /api/v1/pods 404}; the first 100 of them.
   */
  public List<String> unmatchedRequests() {
    return unmatched.requests();
  }

  /**
   * Waits until at least one watch, and every running one, has been sent all that the story has for
   * it. A test waits for this before it checks what its client received. A watch that is yet to be
   * opened is not waited for: use {@link #takeRequest} for that. The last bytes may still be under
   * way, or unread by the client.
   *
   * @return false on timeout
   * @throws IllegalStateException if the server loops: its story never ends
   */
  public boolean awaitStoryTold(Duration timeout) throws InterruptedException {
    if (loops()) {
      throw new IllegalStateException("a story that loops is never told to its end");
    }
    return told.await(timeout);
  }

  /** The events of the story, once through; if the server loops, those of its first lap. */
  public Story story() {
    return engine.story();
  }

  /** The wall clock at the story's start; null when no recording says. */
  public @Nullable Instant startedAt() {
    return engine.startedAt();
  }

  /** The Kubernetes version that is played, such as {@code v1.37.0}. */
  public String serverVersion() {
    return engine.server().version().git();
  }

  /** Stops the story's time. What is already due is still sent. */
  public void pause() {
    control().pause();
  }

  public void resume() {
    control().resume();
  }

  public boolean isPaused() {
    return control().isPaused();
  }

  /**
   * Pauses, and advances to the next event: each watch to its own next one, or with a shared clock
   * the cluster to its next. Events of the same time are sent together.
   */
  public void step() {
    control().step();
  }

  /**
   * Moves to a time of the recording. Moving forward sends everything in between at once. After
   * moving back, lists and new watches see the earlier state, but what a watch has sent stays sent.
   *
   * @param offset from the recording's start; 0 or more
   */
  public void seek(Duration offset) {
    control().seek(offset);
  }

  /**
   * Whether the story starts again at its end, or stops at the end of the current lap.
   *
   * @throws IllegalArgumentException if the server was not made with {@link
   *     ReplayServerBuilder#loop} and a shared clock, or runs at full speed
   */
  public void setLoop(boolean loop) {
    control().setLoop(loop);
  }

  public boolean loops() {
    return control().loops();
  }

  /**
   * How fast time passes from now on, for running and for future watches.
   *
   * @throws IllegalArgumentException for full speed, while a cluster with a shared clock loops
   */
  public void setSpeed(Speed speed) {
    control().setSpeed(speed);
  }

  public Speed speed() {
    return control().speed();
  }

  /**
   * The shared clock's time in the recording; null when each watch has its own clock, or when at
   * full speed all of it has passed.
   */
  public @Nullable Duration position() {
    return control().position();
  }

  /** Replaces the faults from the next request on; each counts its requests from 1 again. */
  public void setFaults(List<FaultRule> rules) {
    faults.setRules(rules);
  }

  public List<FaultRule> faults() {
    return faults.rules();
  }

  private ReplayControl control() {
    return engine.control();
  }

  /**
   * Stops listening, ends every watch cleanly after a whole event, and closes the connections,
   * within about a second. May be called again, but not from {@link ReplayServerBuilder#log}.
   */
  @Override
  public void close() {
    http.stop(GRACE);
    try {
      engine.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot let go of a recording", e);
    }
  }

  /** Names the base URL. */
  @Override
  public String toString() {
    return "ReplayServer[" + baseUrl() + "]";
  }
}
