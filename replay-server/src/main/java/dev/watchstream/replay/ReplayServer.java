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
 * A running API server whose history is that of recordings.
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
  /** For clients to take what is theirs at the end. */
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
   * Of recordings as a person calls them, which are served together.
   *
   * @param namesOrPaths as for {@link Recordings#open}: the names of shipped ones, or the paths of
   *     folders or files, such as what {@code curl -N} wrote; one or more
   */
  public static ReplayServerBuilder of(String... namesOrPaths) {
    return builder(Arrays.stream(namesOrPaths).map(name -> () -> Recordings.open(name)));
  }

  /** Of recordings in the file system: folders, or bare files. */
  public static ReplayServerBuilder of(Path... paths) {
    return builder(Arrays.stream(paths).map(path -> () -> Recording.open(path)));
  }

  /** Of recordings, which are served together. */
  public static ReplayServerBuilder of(Recording... recordings) {
    return builder(Arrays.stream(recordings).map(recording -> () -> recording));
  }

  private static ReplayServerBuilder builder(Stream<ReplayServerBuilder.Source> sources) {
    return new ReplayServerBuilder(sources.toList());
  }

  /** Where it listens; the one that was free when port 0 was asked for. */
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
   * @throws java.nio.file.FileAlreadyExistsException if a file is there that none of these servers
   *     has written
   * @throws IllegalStateException if no authority was generated
   */
  public void writeCaPem(Path file) throws IOException {
    String pem = caPem();
    if (pem == null) {
      throw new IllegalStateException("there is no certificate authority without generated TLS");
    }
    OwnFile.write(file, pem);
  }

  /** For kubectl and every client that reads a kubeconfig; holds the token. */
  public String kubeconfig() {
    return KubeconfigFile.of(baseUrl(), caPem(), token);
  }

  /**
   * Writes {@link #kubeconfig} into a file that only its owner may read.
   *
   * @throws java.nio.file.FileAlreadyExistsException if a file is there that none of these servers
   *     has written
   */
  public void writeKubeconfig(Path file) throws IOException {
    OwnFile.write(file, kubeconfig());
  }

  /**
   * The requests so far, the oldest first; of a long run, the newest 10,000, or fewer when they
   * weigh more than 16 MiB. Also after the end.
   */
  public List<ReceivedRequest> requests() {
    return http.journal().requests();
  }

  /**
   * The next request that was not taken yet, in the order they came; waits for one. Null when none
   * came in that time.
   */
  public @Nullable ReceivedRequest takeRequest(Duration timeout) throws InterruptedException {
    return http.journal().takeRequest(timeout);
  }

  /**
   * The requests so far that nothing recorded answers (404, 405, 406; not by a fault), each with
   * its status, such as {@code GET /api/v1/pods 404}; of many, the first hundred.
   */
  public List<String> unmatchedRequests() {
    return unmatched.requests();
  }

  /**
   * Waits until a watch, and every one that runs, has been sent all that the story has for it: what
   * a test can wait for before it looks at what its client made of it. A watch that is still to be
   * opened is not waited for; {@link #takeRequest} is for that. What was sent may still be on its
   * way, and be unread by the client.
   *
   * @return false when that time was over first
   * @throws IllegalStateException of a server that loops, whose story never ends
   */
  public boolean awaitStoryTold(Duration timeout) throws InterruptedException {
    if (loops()) {
      throw new IllegalStateException("a story that loops is never told to its end");
    }
    return told.await(timeout);
  }

  /** What happens, once through: of a server that loops, its first lap. */
  public Story story() {
    return engine.story();
  }

  /** The wall clock at the story's start; null when no recording tells. */
  public @Nullable Instant startedAt() {
    return engine.startedAt();
  }

  /** The Kubernetes version that is played, such as {@code v1.37.0}. */
  public String serverVersion() {
    return engine.server().version().git();
  }

  /** Stops time. What is due already is still sent. */
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
   * Pauses, and goes to the next moment at which something happens: each watch to its own next
   * event, or with a shared clock the cluster to its next. Events of one moment come together.
   */
  public void step() {
    control().step();
  }

  /**
   * Goes to a time of the recording. Forward, what lies between is sent at once. Back, lists and
   * new watches see the earlier state; what a watch has sent stays sent.
   *
   * @param offset from the recording's start; 0 or more
   */
  public void seek(Duration offset) {
    control().seek(offset);
  }

  /**
   * Whether the story begins anew when it is over, or stands still at the end of this lap.
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
   * How fast time goes by from now on, for every watch that runs and those that come.
   *
   * @throws IllegalArgumentException of full speed, while a cluster with a shared clock loops
   */
  public void setSpeed(Speed speed) {
    control().setSpeed(speed);
  }

  public Speed speed() {
    return control().speed();
  }

  /**
   * The time of the recording by a shared clock; null when each watch has its own, or when at full
   * speed all of it has passed.
   */
  public @Nullable Duration position() {
    return control().position();
  }

  /** What goes wrong from the next request on, in place of what did; each counts from 1 again. */
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
   * Listens no more, ends every watch cleanly with a whole event, and closes the connections,
   * within about a second. May be called again; not from {@link ReplayServerBuilder#log}.
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

  /** Where it is. */
  @Override
  public String toString() {
    return "ReplayServer[" + baseUrl() + "]";
  }
}
