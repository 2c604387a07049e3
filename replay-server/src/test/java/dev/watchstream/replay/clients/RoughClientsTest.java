package dev.watchstream.replay.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.OpenFiles;
import dev.watchstream.replay.http.HttpOptions;
import dev.watchstream.replay.testing.Http2RawClient;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that misbehave do not disturb others. */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class RoughClientsTest {
  private static final String WATCH =
      "/api/v1/watch/namespaces/default/endpoints/passport-auth?timeoutSeconds=1800";
  private static final String QUIET_WATCH = WATCH + "&resourceVersion=239537256";
  private static final int HALF_OPEN = 4000;
  private static final int CHURN = 1500;

  private Served served;

  @BeforeEach
  void serve() throws Exception {
    served = Served.of("passport-auth", HttpOptions.loopback());
  }

  @AfterEach
  void othersAreServed() throws Exception {
    assertOthersAreServed();
    served.close();
  }

  @Test
  void aPathIsNeverOneOfAFile() throws Exception {
    for (String target :
        List.of(
            "/../../../../etc/passwd",
            "/api/v1/../../etc/passwd",
            "/api/v1/namespaces/..%2f..%2fetc%2fpasswd/endpoints/x",
            "/api/v1/namespaces/default/endpoints/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "/api/v1/namespaces/default/endpoints/passport-auth%00",
            "/api/v1/namespaces/default/endpoints/passport-auth%2fstatus",
            "/api/v1/namespaces/default/endpoints/%",
            "/api/v1/namespaces/default/endpoints/%zz",
            "/api/v1/namespaces/default/endpoints/%ff%fe",
            "//api/v1/namespaces/default/endpoints",
            "/api//v1/namespaces/default/endpoints")) {
      try (RawClient client =
          new RawClient(served.http().port()).get(target, "Connection: close")) {
        assertThat(client.readToEnd()).as(target).matches("(?s)HTTP/1\\.1 (400|404) .*");
      }
    }
  }

  @Test
  void garbageIsAnsweredOrCutOff() throws Exception {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[1 + random.nextInt(300)];
      random.nextBytes(garbage);
      try (RawClient client = new RawClient(served.http().port())) {
        client.send(garbage).send("\r\n\r\n");
        client.socket().shutdownOutput();
        assertThat(client.readToFinOrReset())
            .matches(
                answer -> answer.isEmpty() || answer.equals("RST") || answer.contains(" 400 "));
      }
    }
  }

  @Test
  void thousandsOfHalfOpenConnectionsAreBorne() throws Exception {
    List<RawClient> half = new ArrayList<>();
    try {
      for (int i = 0; i < HALF_OPEN; i++) {
        half.add(new RawClient(served.http().port()).send("GET /api/v1/watch/name"));
      }
      assertOthersAreServed();
    } finally {
      for (RawClient client : half) {
        client.vanish();
      }
    }
  }

  @Test
  void rapidResetEndsTheConnectionThatDoesIt() throws Exception {
    try (Http2RawClient client = new Http2RawClient(served.http().port())) {
      for (int stream = 1; stream < 2000; stream += 2) {
        client.tryGetAndReset(stream, QUIET_WATCH);
      }
      assertThat(client.readFrame(Http2RawClient.GOAWAY).goAwayError()).isEqualTo('\u000b');
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "open files are counted in /proc")
  void comingAndGoingLeavesNothingOpen() throws Exception {
    comeAndGo(100);
    long before = OpenFiles.count();
    comeAndGo(CHURN);
    // The server may take a while to close the connections that clients have left.
    long after = OpenFiles.count();
    for (long end = System.nanoTime() + 10_000_000_000L;
        after > before && System.nanoTime() < end;
        after = OpenFiles.count()) {
      assertOthersAreServed();
    }
    assertThat(after).isLessThanOrEqualTo(before);
  }

  /** Leaves in three ways: after the answer, in the middle of it, and during a quiet watch. */
  private void comeAndGo(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      try (RawClient client = new RawClient(served.http().port())) {
        client.get(i % 3 == 2 ? QUIET_WATCH : WATCH);
        if (i % 3 == 0) {
          client.readThrough("0\r\n\r\n");
        } else if (i % 3 == 1) {
          client.vanish();
        } else {
          client.readHead();
        }
      }
    }
  }

  private void assertOthersAreServed() throws IOException {
    try (RawClient other = new RawClient(served.http().port()).get(WATCH, "Connection: close")) {
      assertThat(other.readToEnd().getBytes(StandardCharsets.ISO_8859_1).length)
          .isGreaterThan(2924);
    }
  }
}
