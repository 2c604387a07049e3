package dev.watchstream.replay.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.junit.Replay.BaseUrl;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventConditions;
import org.junit.platform.testkit.engine.Events;
import org.junit.platform.testkit.engine.TestExecutionResultConditions;

/** Runs test classes as JUnit does, and checks which servers they had. */
class ReplayTest {
  private static final String SEED = "/api/v1/namespaces/default/endpoints/passport-auth";

  /** The servers' URLs in one run, in the order in which tests saw them. */
  private static final List<String> URLS = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void forget() {
    URLS.clear();
  }

  private static void meet(String url) {
    assertThat(status(url, SEED)).isEqualTo(200);
    URLS.add(url);
  }

  private static int status(String url, String path) {
    try {
      return ((HttpURLConnection) URI.create(url + path).toURL().openConnection())
          .getResponseCode();
    } catch (IOException e) {
      return e instanceof ConnectException ? -1 : -2;
    }
  }

  private static Events run(Class<?> tests) {
    Events events =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            .selectors(selectClass(tests))
            .execute()
            .testEvents();
    assertThat(URLS).allSatisfy(url -> assertThat(status(url, "/version")).isEqualTo(-1));
    return events;
  }

  @Test
  void anInstanceFieldIsAServerForEachTest() {
    run(InstanceField.class).assertStatistics(stats -> stats.succeeded(2).failed(0));
    assertThat(new HashSet<>(URLS)).hasSize(2);
  }

  static class InstanceField {
    @RegisterExtension
    final ReplayServerExtension replay =
        new ReplayServerExtension(ReplayServer.of("passport-auth"));

    @Test
    void one() {
      meet(replay.baseUrl());
    }

    @Test
    void two() {
      meet(replay.baseUrl());
    }
  }

  @Test
  void aStaticFieldIsOneServerForTheClassAndThoseNestedInIt() {
    run(StaticField.class).assertStatistics(stats -> stats.succeeded(3).failed(0));
    assertThat(URLS).hasSize(3);
    assertThat(new HashSet<>(URLS)).hasSize(1);
  }

  @Execution(ExecutionMode.CONCURRENT)
  static class StaticField {
    @RegisterExtension
    static final ReplayServerExtension REPLAY =
        new ReplayServerExtension(ReplayServer.of("passport-auth"));

    @Test
    void one() {
      meet(REPLAY.baseUrl());
    }

    @Test
    void two() {
      meet(REPLAY.baseUrl());
    }

    @Nested
    class Inner {
      @Test
      void three() {
        meet(REPLAY.server().baseUrl());
      }
    }
  }

  @Test
  void theNearestAnnotationCounts() {
    run(Annotated.class).assertStatistics(stats -> stats.succeeded(5).failed(0));
    // The class's server for three tests, one of a method, and one of a nested class.
    assertThat(URLS).hasSize(5);
    assertThat(new HashSet<>(URLS)).hasSize(3);
  }

  @Replay("passport-auth")
  @Execution(ExecutionMode.CONCURRENT)
  static class Annotated {
    private final String url;

    Annotated(@BaseUrl String url) {
      this.url = url;
    }

    @Test
    void ofTheClass(ReplayServer server) {
      assertThat(server.baseUrl()).isEqualTo(url);
      meet(url);
    }

    @Test
    void ofTheClassToo(@BaseUrl String parameter) {
      assertThat(parameter).isEqualTo(url);
      meet(url);
    }

    @Test
    @Replay(value = "passport-auth", speed = "max", faults = "status=503@path=/version")
    void itsOwn(ReplayServer server) {
      assertThat(server.baseUrl()).isNotEqualTo(url);
      assertThat(status(server.baseUrl(), "/version")).isEqualTo(503);
      assertThat(server.speed()).hasToString("max");
      meet(server.baseUrl());
    }

    @Nested
    class Inner {
      @Test
      void thatAround(ReplayServer server) {
        assertThat(server.baseUrl()).isEqualTo(url);
        meet(server.baseUrl());
      }
    }

    @Nested
    @Replay("passport-auth")
    class InnerWithItsOwn {
      @Test
      void itsOwn(ReplayServer server) {
        meet(server.baseUrl());
      }
    }
  }

  @Test
  void anAnnotationOnAMethodNeedsNoneOnTheClass() {
    run(OnAMethod.class).assertStatistics(stats -> stats.succeeded(1).failed(0));
    assertThat(URLS).hasSize(1);
  }

  static class OnAMethod {
    @Test
    @Replay("passport-auth")
    void its(@BaseUrl String url) {
      meet(url);
    }
  }

  @Test
  void aTestThatAsksWhatNothingRecordedAnswersFailsIfItShall() {
    Events strict = run(Strict.class);
    strict.assertStatistics(stats -> stats.succeeded(1).failed(1));
    strict
        .failed()
        .assertThatEvents()
        .haveExactly(
            1,
            EventConditions.finishedWithFailure(
                TestExecutionResultConditions.message(
                    "nothing recorded answers GET /api/v1/pods 404")));
    run(StrictField.class).assertStatistics(stats -> stats.succeeded(0).failed(1));
  }

  @Replay(value = "passport-auth", failOnUnmatched = true)
  static class Strict {
    @Test
    void asksForPods(@BaseUrl String url) {
      assertThat(status(url, "/api/v1/pods")).isEqualTo(404);
    }

    @Test
    void asksForEndpoints(@BaseUrl String url) {
      meet(url);
    }
  }

  static class StrictField {
    @RegisterExtension
    final ReplayServerExtension replay =
        ReplayServerExtension.failingOnUnmatched(ReplayServer.of("passport-auth"));

    @Test
    void asksForPods() {
      assertThat(status(replay.baseUrl(), "/api/v1/pods")).isEqualTo(404);
    }
  }

  @Test
  void aTestThatFailsTellsWhatItsServerWasAsked() {
    Events failing = run(Failing.class);
    failing.assertStatistics(stats -> stats.succeeded(1).failed(2));
    failing
        .failed()
        .assertThatEvents()
        .haveExactly(
            1,
            EventConditions.finishedWithFailure(
                TestExecutionResultConditions.message("nothing was right"),
                TestExecutionResultConditions.suppressed(
                    0,
                    TestExecutionResultConditions.message(
                        told ->
                            told.contains(" was asked in this test:\n")
                                && told.lines().count() == 2
                                && told.endsWith("Z GET " + SEED)))));
    failing
        .failed()
        .assertThatEvents()
        .haveExactly(
            1,
            EventConditions.finishedWithFailure(
                TestExecutionResultConditions.suppressed(
                    0,
                    TestExecutionResultConditions.message(
                        told ->
                            told.endsWith("Z GET /119")
                                && told.contains("Z GET /0\n")
                                && told.contains("\n    … 20 more\n")
                                && told.lines().count() == 102))));
  }

  @Execution(ExecutionMode.SAME_THREAD)
  static class Failing {
    @RegisterExtension
    static final ReplayServerExtension REPLAY =
        new ReplayServerExtension(ReplayServer.of("passport-auth"));

    @Test
    void asksOnce() {
      meet(REPLAY.baseUrl());
      throw new IllegalStateException("nothing was right");
    }

    @Test
    void asksOften() {
      for (int i = 0; i < 120; i++) {
        assertThat(status(REPLAY.baseUrl(), "/" + i)).isEqualTo(404);
      }
      throw new IllegalStateException("nothing was there");
    }

    @Test
    void doesNotFail() {
      meet(REPLAY.baseUrl());
    }
  }

  @Test
  void aRecordingThatIsNotThereFailsTheTests() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(NotThere.class))
        .execute()
        .containerEvents()
        .failed()
        .assertThatEvents()
        .haveExactly(
            1,
            EventConditions.finishedWithFailure(
                TestExecutionResultConditions.message(
                    message -> message.contains("no recording \"nope\""))));
  }

  @Replay("nope")
  static class NotThere {
    @Test
    void neverRuns() {
      throw new AssertionError();
    }
  }

  @Test
  void outsideOfTheTestsThereIsNoServer() {
    ReplayServerExtension replay = new ReplayServerExtension(ReplayServer.of("passport-auth"));
    Assertions.assertThatIllegalStateException()
        .isThrownBy(replay::server)
        .withMessageContaining("only during the tests");
  }
}
