package dev.watchstream.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.replay.testing.Http2RawClient;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.RawClient;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers made in place of the API's have the headers of the filters that they pass. */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class FilteredAnswersTest {
  private static final String LIST = "/api/v1/endpoints";

  @ParameterizedTest
  @CsvSource({
    "1.37, status=503, true, true, true",
    "1.37, gone, true, true, true",
    "1.37, initializing, true, true, true",
    "1.37, status=429, true, true, false",
    "1.37, status=401, true, false, false",
    "1.37, shutdown, true, false, false",
    "1.22, gone, true, true, false",
    "1.21, gone, false, true, false"
  })
  void aFaultsAnswerHasTheHeadersOfWhoeverWouldHaveGivenIt(
      String version, String fault, boolean auditId, boolean flow, boolean warning)
      throws Exception {
    try (ReplayServer server = serve(version).fault(fault).start();
        RawClient client = new RawClient(server.port())) {
      String head = client.get(LIST, "Connection: close").readHead();
      assertThat(head.contains("\r\nAudit-Id: ")).as(head).isEqualTo(auditId);
      assertThat(head.contains("\r\nX-Kubernetes-Pf-Flowschema-Uid: ")).as(head).isEqualTo(flow);
      assertThat(head.contains("\r\nWarning: 299 ")).as(head).isEqualTo(warning);
    }
  }

  @Test
  void whoIsNotKnownIsToldAnAuditIdAndNoMore() throws Exception {
    try (ReplayServer server = serve("1.37").token("secret").start();
        RawClient client = new RawClient(server.port())) {
      String head = client.get(LIST, "Audit-Id: mine").readHead();
      assertThat(head).startsWith("HTTP/1.1 401 ").contains("\r\nAudit-Id: mine\r\n");
      assertThat(head).doesNotContain("Pf-Flowschema", "Warning", "Connection");
    }
  }

  @ParameterizedTest
  @CsvSource({"/version, 200", "/healthz, 200", "/livez, 200", "/readyz, 200", "/api, 401"})
  void theVersionAndTheHealthAreToldToWhoSaysNothingOfItself(String path, int status)
      throws Exception {
    try (ReplayServer server = serve("1.37").token("secret").start();
        RawClient nobody = new RawClient(server.port());
        RawClient liar = new RawClient(server.port());
        RawClient page = new RawClient(server.port())) {
      assertThat(nobody.get(path).readHead()).startsWith("HTTP/1.1 " + status + " ");
      assertThat(liar.get(path, "Authorization: Bearer wrong").readHead())
          .startsWith("HTTP/1.1 401 ");
      assertThat(page.get(path, "Origin: https://example.com").readHead())
          .as("a web page of another site")
          .doesNotStartWith("HTTP/1.1 200");
    }
  }

  @Test
  void whoIsNotKnownLosesAConnectionOfHttp2() throws Exception {
    try (ReplayServer server = serve("1.37").token("secret").start();
        Http2RawClient client = new Http2RawClient(server.port()).get(1, LIST)) {
      assertThat(client.readFrame(Http2RawClient.DATA).text()).contains("\"code\":401");
      assertThat(client.readFrame(Http2RawClient.GOAWAY).goAwayError()).isZero();
      assertThatThrownBy(() -> client.readFrame(Http2RawClient.DATA))
          .isInstanceOf(IOException.class);
    }
    try (ReplayServer server = serve("1.28").token("secret").start();
        Http2RawClient client = new Http2RawClient(server.port()).get(1, LIST)) {
      assertThat(client.readFrame(Http2RawClient.DATA).text()).contains("\"code\":401");
      client.get(3, "/version");
      assertThat(client.readFrame(Http2RawClient.DATA).text()).contains("v1.28.0");
    }
  }

  private static ReplayServerBuilder serve(String version) {
    return ReplayServer.of("one-pod-rollout").serverVersion(version);
  }
}
