package dev.watchstream.replay.http;

import static dev.watchstream.replay.testing.ScriptedBody.chunk;
import static dev.watchstream.replay.testing.ScriptedBody.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.model.AnsweredRequest;
import dev.watchstream.replay.testing.FakeApi;
import dev.watchstream.replay.testing.HandClock;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.RawClient;
import dev.watchstream.replay.testing.ScriptedBody;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class TlsTest {
  private final FakeApi api = new FakeApi();
  private final BlockingQueue<AnsweredRequest> log = new LinkedBlockingQueue<>();

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "::1", "replay.example.com", "10.1.2.3"})
  void theServerIsWhoItIsCalled(String name) throws Exception {
    ServerTls tls = ServerTls.generated(List.of("replay.example.com", "10.1.2.3"), Instant.now());
    try (HttpServer server = start(tls);
        RawClient client = new RawClient(connect(server, tls, name))) {
      assertThat(client.get("/get").readThrough("hello\n")).startsWith("HTTP/1.1 200 OK\r\n");
    }
  }

  @Test
  void theServerIsNobodyElse() throws Exception {
    ServerTls tls = ServerTls.generated(List.of(), Instant.now());
    try (HttpServer server = start(tls)) {
      assertThatThrownBy(() -> connect(server, tls, "example.com"))
          .isInstanceOf(SSLHandshakeException.class);
      ServerTls other = ServerTls.generated(List.of(), Instant.now());
      assertThatThrownBy(() -> connect(server, other, "localhost"))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void aChunkOfTheBodyIsAChunkOverTlsToo() throws Exception {
    api.watch("/watch", ScriptedBody.of("one\n", "two\n"));
    ServerTls tls = ServerTls.generated(List.of(), Instant.now());
    try (HttpServer server = start(tls);
        RawClient client = new RawClient(connect(server, tls, "localhost")).get("/watch")) {
      client.readHead();
      assertThat(client.readThrough("0\r\n\r\n"))
          .isEqualTo("4\r\none\n\r\n4\r\ntwo\n\r\n0\r\n\r\n");
    }
  }

  @Test
  void aCutEndsInTheMiddleOverTlsToo() throws Exception {
    List<Frame> frames = List.of(chunk(0, "one\n"), end(0, Frame.Ending.CUT));
    api.watch("/watch", new ScriptedBody(HandClock.atTheEnd(), frames));
    ServerTls tls = ServerTls.generated(List.of(), Instant.now());
    try (HttpServer server = start(tls);
        RawClient client = new RawClient(connect(server, tls, "localhost")).get("/watch")) {
      client.readHead();
      assertThat(client.readToEnd()).isEqualTo("4\r\none\n\r\n");
    }
  }

  @Test
  void plainHttpIsToldSoInTheWordsOfARealServer() throws Exception {
    try (HttpServer server = start(ServerTls.generated(List.of(), Instant.now()));
        RawClient client = new RawClient(server.port()).get("/get");
        InputStream recorded =
            TlsTest.class.getResourceAsStream("/captures/03-api/plain-http-to-tls-port.http")) {
      assertThat(client.readToEnd())
          .isEqualTo(new String(recorded.readAllBytes(), StandardCharsets.US_ASCII));
      assertThat(log.poll(20, TimeUnit.SECONDS).ended())
          .isEqualTo("an HTTP request on the HTTPS port");
    }
  }

  @Test
  void whatIsNeitherTlsNorHttpIsClosed() throws Exception {
    try (HttpServer server = start(ServerTls.generated(List.of(), Instant.now()));
        RawClient client =
            new RawClient(server.port()).send("\u0000\u0001\u0002\u0003\u0004\u0005")) {
      assertThat(client.readToEnd()).isEmpty();
      assertThat(log.poll(20, TimeUnit.SECONDS).ended())
          .isEqualTo("neither TLS nor HTTP on the HTTPS port");
    }
  }

  @Test
  void aCertificateOfOnesOwnIsShown(@TempDir Path folder) throws Exception {
    CertificateMaker maker = new CertificateMaker(Instant.now());
    KeyPair keys = CertificateMaker.keys();
    X509Certificate certificate = maker.server(keys, List.of("localhost"));
    Path certificates = folder.resolve("tls.crt");
    Path key = folder.resolve("tls.key");
    Files.writeString(certificates, pem("CERTIFICATE", certificate.getEncoded()));
    Files.writeString(key, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    ServerTls tls = ServerTls.of(certificates, key);
    assertThat(tls.caPem()).isNull();
    try (HttpServer server = start(tls);
        RawClient client =
            new RawClient(
                connect(
                    server,
                    trusting(pem("CERTIFICATE", maker.authority().getEncoded())),
                    "localhost"))) {
      assertThat(client.get("/get").readThrough("hello\n")).endsWith("hello\n");
    }
  }

  @Test
  void filesThatAreNoCertificateAreNamed(@TempDir Path folder) throws Exception {
    Path nothing = Files.writeString(folder.resolve("nothing.pem"), "nothing");
    assertThatThrownBy(() -> ServerTls.of(nothing, nothing))
        .isInstanceOf(java.io.IOException.class)
        .hasMessageContaining(nothing.toString())
        .hasMessageContaining("PEM");
  }

  private HttpServer start(ServerTls tls) throws Exception {
    return HttpServer.start(api, HttpOptions.loopback().withTls(tls).withLog(log::add));
  }

  private static SSLSocket connect(HttpServer server, ServerTls tls, String name) throws Exception {
    return connect(server, trusting(tls.caPem()), name);
  }

  private static SSLSocket connect(HttpServer server, SSLContext context, String name)
      throws Exception {
    java.net.Socket plain =
        new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), server.port());
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, name, server.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    try {
      socket.startHandshake();
    } catch (java.io.IOException e) {
      socket.close();
      throw e;
    }
    return socket;
  }

  static SSLContext trusting(String pem) throws Exception {
    Certificate authority =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("ca", authority);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END "
        + what
        + "-----\n";
  }
}
