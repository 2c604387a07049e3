package dev.watchstream.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.client.EndpointsWatch.InitialState;
import dev.watchstream.client.record.Recorder;
import dev.watchstream.client.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers and proxies close idle connections, perhaps just when a client uses one. */
@Timeout(60)
class ReusedConnectionTest {

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

  private enum Close {
    WHILE_IDLE,
    WHEN_ASKED,
    WITH_A_RESET_WHEN_ASKED
  }

  private volatile Close close = Close.WHEN_ASKED;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private ServerSocket listener;

  @TempDir Path folder;

  @AfterEach
  void close() throws IOException {
    listener.close();
  }

  @ParameterizedTest
  @EnumSource(Close.class)
  void aRequestThatFindsItsConnectionClosedIsSentAgainAtOnce(Close how) throws Exception {
    close = how;
    try (WatchRun run = WatchRun.of(plain(), ReusedConnectionTest::watch)) {
      assertGoesOn(run);
    }
  }

  @ParameterizedTest
  @EnumSource(Close.class)
  void soIsOneInsideTls(Close how) throws Exception {
    close = how;
    try (WatchRun run = WatchRun.of(encrypted(), ReusedConnectionTest::watch)) {
      assertGoesOn(run);
    }
  }

  @ParameterizedTest
  @EnumSource(Close.class)
  void soIsOneThatIsRecorded(Close how) throws Exception {
    close = how;
    try (Recorder recorder = Recorder.to(folder.resolve("r")).build();
        WatchRun run = WatchRun.of(encrypted(), w -> watch(w).recordTo(recorder))) {
      assertGoesOn(run);
    }
  }

  private static EndpointsWatch.Builder watch(EndpointsWatch.Builder watch) {
    return watch.namespace("default").name("a").initialState(InitialState.WATCH);
  }

  private void assertGoesOn(WatchRun run) throws InterruptedException {
    run.await("opened 7");
    assertThat(run.story)
        .containsExactly(
            "opened null",
            "INITIAL ADDED default/a 7",
            "synced 7",
            "ended WATCH CLEAN: the server ended its answer",
            "opened 7");
    assertThat(requests).hasSize(close == Close.WHILE_IDLE ? 2 : 3);
  }

  private ApiServer plain() throws IOException {
    return ApiServer.at("http://127.0.0.1:" + listen(ServerSocketFactory.getDefault())).build();
  }

  private ApiServer encrypted() throws IOException {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    HandshakeCertificates server =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    return ApiServer.at("https://127.0.0.1:" + listen(server.sslContext().getServerSocketFactory()))
        .certificateAuthority(Wire.pem(certificate.certificatePem()))
        .build();
  }

  private int listen(ServerSocketFactory sockets) throws IOException {
    listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread server = new Thread(this::accept, "closing-server");
    server.setDaemon(true);
    server.start();
    return listener.getLocalPort();
  }

  /** The first connection is closed at its second request, or before it; the next one works. */
  private void accept() {
    try {
      try (Socket first = listener.accept()) {
        receive(first);
        say(first, HEAD + chunk(Wire.event("ADDED", "a", 7, "10.0.0.1")) + "0\r\n\r\n");
        if (close != Close.WHILE_IDLE) {
          receive(first);
        }
        first.setSoLinger(close == Close.WITH_A_RESET_WHEN_ASKED, 0);
      }
      try (Socket second = listener.accept()) {
        receive(second);
        say(second, HEAD);
        receive(second);
      }
    } catch (IOException e) {
      // The client is done.
    }
  }

  private void receive(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("the client has left");
      }
      head.append((char) b);
    }
    requests.add(head.toString());
  }

  private static void say(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }
}
