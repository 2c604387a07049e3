package dev.watchstream.client;

import static dev.watchstream.client.wire.Wire.event;
import static dev.watchstream.client.wire.Wire.item;
import static dev.watchstream.client.wire.Wire.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.client.EndpointsWatch.InitialState;
import dev.watchstream.client.WatchNotice.Change;
import dev.watchstream.client.WatchNotice.Ended;
import dev.watchstream.client.WatchNotice.Opened;
import dev.watchstream.client.WatchNotice.Warning;
import dev.watchstream.client.connect.Credentials;
import dev.watchstream.client.connect.ExecPlugin;
import dev.watchstream.client.connect.InCluster;
import dev.watchstream.client.connect.ServerConfig;
import dev.watchstream.client.record.Recorder;
import dev.watchstream.client.wire.StreamingGet;
import dev.watchstream.client.wire.Wire;
import dev.watchstream.fixtures.Chunk;
import dev.watchstream.fixtures.Recording;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ApiServerTest {

  private static final HeldCertificate AUTHORITY =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("test authority").build();

  private final MockWebServer server = new MockWebServer();
  private final BlockingQueue<WatchNotice> notices = new LinkedBlockingQueue<>();

  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    server.setProtocols(List.of(Protocol.HTTP_1_1));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void watchesOverHttp2AndResumesAfterAResetStream() throws Exception {
    serveTls("127.0.0.1");
    server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
    server.enqueue(new MockResponse.Builder().body(event("ADDED", "a", 10)).build());
    server.enqueue(
        new MockResponse.Builder()
            .body(event("MODIFIED", "a", 11, "10.0.0.1".repeat(1000)))
            .onResponseBody(new SocketEffect.CloseStream(8))
            .build());
    server.enqueue(new MockResponse.Builder().body(event("MODIFIED", "a", 12)).build());
    server.start();
    try (EndpointsWatch watch = watchOne(trusting().build())) {
      assertThat(((Opened) take(Opened.class)).protocol()).isEqualTo("h2");
      assertThat(((Change) take(Change.class)).source()).isEqualTo(WatchNotice.Source.INITIAL);
      assertThat(((Ended) take(Ended.class)).end()).isEqualTo(WatchNotice.End.CLEAN);
      Ended reset = (Ended) take(Ended.class);
      assertThat(reset.end()).isEqualTo(WatchNotice.End.CUT);
      assertThat(reset.message()).contains("CANCEL");
      Change change = (Change) take(Change.class);
      assertThat(change.event().resourceVersion()).isEqualTo("12");
      for (String version : new String[] {null, "10", "10"}) {
        assertThat(request().getUrl().queryParameter("resourceVersion")).isEqualTo(version);
      }
      assertThat(watch.isRunning()).isTrue();
    }
  }

  @Test
  void aBodyThatIsCompressedUnaskedIsSaidInPlainWords() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Encoding", "gzip")
            .body(new Buffer().write(Wire.gzip(event("ADDED", "a", 10))))
            .build());
    server.start();
    try (EndpointsWatch watch = watchOne(ApiServer.at(url("http")).build())) {
      assertThat(((Ended) take(Ended.class)).message())
          .contains("compressed the body (gzip), though it was asked not to");
      assertThat(request().getHeaders().get("Accept-Encoding")).isEqualTo("identity");
      assertThat(watch.isRunning()).isTrue();
    }
  }

  @Test
  void readsAListThatIsCompressed() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Encoding", "gzip")
            .body(new Buffer().write(Wire.gzip(list(9, item("a", 3)))))
            .build());
    server.start();
    try (EndpointsWatch watch =
        EndpointsWatch.of(ApiServer.at(url("http")).build()).start(this::keep)) {
      take(Change.class);
      take(WatchNotice.Synced.class);
      assertThat(request().getHeaders().get("Accept-Encoding")).isEqualTo("gzip");
      assertThat(watch.failure()).isNull();
    }
  }

  @Test
  void showsAClientCertificateWithAKeyInEveryForm() throws Exception {
    HeldCertificate rsa =
        new HeldCertificate.Builder().signedBy(AUTHORITY).commonName("me").rsa2048().build();
    HeldCertificate ec =
        new HeldCertificate.Builder().signedBy(AUTHORITY).commonName("me").ecdsa256().build();
    serveTls("127.0.0.1");
    server.requireClientAuth();
    server.start();
    Map<String, HeldCertificate> keys =
        Map.of(
            rsa.privateKeyPkcs1Pem(), rsa,
            rsa.privateKeyPkcs8Pem(), rsa,
            ec.privateKeyPkcs8Pem(), ec);
    for (Map.Entry<String, HeldCertificate> key : keys.entrySet()) {
      server.enqueue(ok(event("ADDED", "a", 10)));
      ApiServer me =
          trusting()
              .clientCertificate(Wire.pem(key.getValue().certificatePem()), Wire.pem(key.getKey()))
              .build();
      try (EndpointsWatch watch = watchOne(me)) {
        take(Change.class);
        assertThat(request().getHandshake().peerPrincipal()).hasToString("CN=me");
        assertThat(watch.failure()).isNull();
      }
      notices.clear();
    }
  }

  @Test
  void aServerThatNobodyVouchesForIsRefused() throws Exception {
    serveTls("127.0.0.1");
    server.start();
    try (EndpointsWatch watch = watchOne(ApiServer.at(url("https")).build())) {
      Ended ended = (Ended) take(Ended.class);
      assertThat(ended.end()).isEqualTo(WatchNotice.End.CUT);
      assertThat(ended.message())
          .isEqualTo(
              "the server's certificate is signed by an authority that is not trusted here: give"
                  + " the certificate authority");
      assertThat(watch.isRunning()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000000, 1700000001000, has expired (NotAfter: Tue Nov 14 22:13:21",
    "4000000000000, 4000000001000, is not valid yet (NotBefore: Tue Oct 02 07:06:40"
  })
  void aCertificateOutOfItsTimeIsRefusedWithTheDate(long from, long to, String words)
      throws Exception {
    TimeZone here = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    serveTls(certificate("127.0.0.1").validityInterval(from, to).build());
    server.start();
    try (EndpointsWatch watch = watchOne(trusting().build())) {
      Ended ended = (Ended) take(Ended.class);
      assertThat(ended.message()).startsWith("the server's certificate " + words);
      assertThat(watch.failure()).isNull();
    } finally {
      TimeZone.setDefault(here);
    }
  }

  @Test
  void insecureIsSaidLoudly() throws Exception {
    startTls("somewhere.else");
    try (EndpointsWatch watch =
        watchOne(ApiServer.at(url("https")).insecureSkipTlsVerify().build())) {
      assertThat(((Warning) take(Warning.class)).message()).contains("is not checked");
      take(Change.class);
      assertThat(watch.failure()).isNull();
    }
  }

  @Test
  void findsTheNameThatItWasToldInTheCertificate() throws Exception {
    startTls("kubernetes.default");
    try (EndpointsWatch watch = watchOne(trusting().tlsServerName("kubernetes.default").build())) {
      take(Change.class);
      assertThat(request().getHandshakeServerNames()).containsExactly("kubernetes.default");
      assertThat(watch.failure()).isNull();
    }
  }

  /**
   * The name is only for the certificate: a server that listens on it as an address is not
   * contacted.
   */
  @Test
  void aTlsServerNameThatIsAnAddressIsNotConnectedTo() throws Exception {
    startTls("127.0.0.9");
    try (ServerSocket other =
            new ServerSocket(server.getPort(), 50, InetAddress.getByName("127.0.0.9"));
        EndpointsWatch watch =
            watchOne(trusting().tlsServerName("127.0.0.9").bearerToken("secret").build())) {
      take(Change.class);
      assertThat(request().getHeaders().get("Authorization")).isEqualTo("Bearer secret");
      other.setSoTimeout(1);
      assertThatThrownBy(other::accept).isInstanceOf(SocketTimeoutException.class);
      assertThat(watch.failure()).isNull();
    }
  }

  @Test
  void chunksAreExactInsideTls() throws Exception {
    String body = event("ADDED", "a", 10, "10.0.0.1".repeat(8000));
    serveTls("127.0.0.1");
    server.enqueue(new MockResponse.Builder().chunkedBody(body, 20_000).build());
    server.start();
    Path path = folder.resolve("r");
    try (Recorder recorder = Recorder.to(path).build();
        EndpointsWatch watch =
            EndpointsWatch.of(trusting().build())
                .initialState(InitialState.WATCH)
                .recordTo(recorder)
                .start(this::keep)) {
      take(Ended.class);
      watch.stop();
      watch.join();
      assertThat(watch.failure()).isNull();
    }
    assertThat(Recording.open(path).chunks())
        .extracting(Chunk::length)
        .containsExactly(20_000, 20_000, 20_000, body.length() - 60_000);
  }

  @Test
  void readsATokenFileAgainWhenTheServerRejectsTheToken() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "first\n");
    server.enqueue(new MockResponse.Builder().code(401).build());
    server.enqueue(ok(event("ADDED", "a", 10)));
    server.start();
    try (EndpointsWatch watch =
        EndpointsWatch.of(ApiServer.at(url("http")).bearerTokenFile(token).build())
            .initialState(InitialState.WATCH)
            .start(
                notice -> {
                  if (notice instanceof Ended) {
                    write(token, "second\n");
                  }
                  keep(notice);
                })) {
      take(Change.class);
      assertThat(request().getHeaders().get("Authorization")).isEqualTo("Bearer first");
      assertThat(request().getHeaders().get("Authorization")).isEqualTo("Bearer second");
      assertThat(watch.failure()).isNull();
    }
  }

  @Test
  void aTokenFileIsReadAgainOnceAMinute() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "first");
    Credentials credentials = new Credentials.TokenFile(file);
    Instant now = Instant.parse("2026-11-22T10:00:00Z");
    assertThat(credentials.token(now)).isEqualTo("first");
    Files.writeString(file, "second");
    assertThat(credentials.token(now.plusSeconds(59))).isEqualTo("first");
    assertThat(credentials.token(now.plusSeconds(60))).isEqualTo("second");
  }

  /** The second has a child, which writes to the plugin's output. */
  @ParameterizedTest
  @ValueSource(strings = {": > started; exec sleep 600", "sleep 600 & : > started; wait"})
  void stopsWhileACredentialPluginRuns(String line) throws Exception {
    EndpointsWatch watch = watchOne(withPlugin(line));
    while (!Files.exists(folder.resolve("started"))) {
      Thread.onSpinWait();
    }
    watch.close();
    assertThat(watch.failure()).isNull();
    assertThat(watch.counters().failures()).isZero();
  }

  @Test
  void aCredentialPluginThatIsTooSlowIsBlamedAndNotTheServer() throws Exception {
    ApiServer api = withPlugin(": > started; exec sleep 600");
    try (WatchRun run = WatchRun.of(api, w -> w.initialState(InitialState.WATCH_LIST))) {
      while (!Files.exists(folder.resolve("started"))) {
        Thread.onSpinWait();
      }
      run.time.advance(StreamingGet.HEAD_LIMIT);
      run.await("ended ");
      assertThat(run.story.get(0))
          .startsWith("ended WATCH CUT: the credential plugin ")
          .contains("took too long and was ended");
    }
  }

  private ApiServer withPlugin(String line) throws IOException {
    Path script = folder.resolve("plugin.sh");
    Files.writeString(script, "#!/bin/sh\ncd " + folder + "\n" + line + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    ExecPlugin plugin =
        new ExecPlugin(
            script.toString(),
            List.of(),
            Map.of(),
            "client.authentication.k8s.io/v1",
            null,
            null,
            null);
    return new ApiServer(ServerConfig.at("https://127.0.0.1:1").credentials(plugin));
  }

  @Test
  void asksAsSomebodyWhoseNameIsNotAscii() throws Exception {
    server.enqueue(new MockResponse.Builder().body(event("ADDED", "a", 10)).build());
    server.start();
    Path config = folder.resolve("config");
    Files.writeString(
        config,
        """
        current-context: c
        clusters: [{name: c, cluster: {server: "%s"}}]
        contexts: [{name: c, context: {cluster: c, user: u}}]
        users: [{name: u, user: {as: Jürgen}}]
        """
            .formatted(url("http")));
    try (EndpointsWatch watch = watchOne(ApiServer.ofKubeconfig(List.of(config), null))) {
      assertThat(request().getHeaders().get("Impersonate-User")).isEqualTo("Jürgen");
      assertThat(watch.isRunning()).isTrue();
    }
  }

  @Test
  void noErrorTellsASecret() throws Exception {
    ApiServer server = ApiServer.at("http://127.0.0.1:1").bearerToken("hush hush").build();
    assertThat(server.toString()).isEqualTo("http://127.0.0.1:1/");
    try (EndpointsWatch watch = watchOne(server)) {
      assertThat(((Ended) take(Ended.class)).toString()).doesNotContain("hush");
      assertThat(watch.isRunning()).isTrue();
    }
    assertThatThrownBy(() -> ApiServer.at("https://me:hush@host:1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hush");
    for (String wrong : List.of("ftp://me:hush@h:1", "https://me:a/hush@h:1", "me:hush@h:1")) {
      assertThatThrownBy(() -> ApiServer.at(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("h:1\" is no server's address")
          .hasMessageNotContaining("hush");
    }
    byte[] certificate = Wire.pem(AUTHORITY.certificatePem());
    byte[] key = Wire.pem("-----BEGIN PRIVATE KEY-----\naHVzaA==\n-----END PRIVATE KEY-----\n");
    assertThatThrownBy(() -> ApiServer.at("https://h").clientCertificate(certificate, key).build())
        .isInstanceOf(IOException.class)
        .hasMessage("the client key cannot be read: the private key is no RSA, EC or EdDSA key");
  }

  @Test
  void aProxyThatCannotBeUsedIsRefused() {
    ApiServer.Builder builder = ApiServer.at("https://h");
    assertThatThrownBy(() -> builder.proxy(URI.create("https://p:1")))
        .hasMessage("a proxy is http:// or socks5://, not https://");
    assertThatThrownBy(() -> builder.proxy(URI.create("http://me:hush@p:1")))
        .hasMessageContaining("is not supported")
        .hasMessageNotContaining("hush");
  }

  @Test
  void aPodFindsItsServer() throws Exception {
    Files.writeString(folder.resolve("token"), "pod-token");
    Files.writeString(folder.resolve("ca.crt"), AUTHORITY.certificatePem());
    Files.writeString(folder.resolve("namespace"), "mine\n");
    startTls("127.0.0.1");
    ServerConfig api =
        InCluster.server(
            Map.of(
                "KUBERNETES_SERVICE_HOST",
                "127.0.0.1",
                "KUBERNETES_SERVICE_PORT",
                String.valueOf(server.getPort())),
            folder);
    assertThat(api.namespace()).isEqualTo("mine");
    try (EndpointsWatch watch = watchOne(new ApiServer(api))) {
      take(Change.class);
      assertThat(request().getHeaders().get("Authorization")).isEqualTo("Bearer pod-token");
      assertThat(watch.failure()).isNull();
    }
    assertThatThrownBy(() -> InCluster.server(Map.of(), folder))
        .hasMessageStartingWith("this process is in no pod");
  }

  /** A server with one change to send, whose certificate has this name. */
  private void startTls(String name) throws Exception {
    serveTls(name);
    server.enqueue(ok(event("ADDED", "a", 10)));
    server.start();
  }

  private void serveTls(String name) {
    serveTls(certificate(name).build());
  }

  private static HeldCertificate.Builder certificate(String name) {
    return new HeldCertificate.Builder()
        .signedBy(AUTHORITY)
        .commonName(name)
        .addSubjectAlternativeName(name);
  }

  private void serveTls(HeldCertificate certificate) {
    server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate)
            .addTrustedCertificate(AUTHORITY.certificate())
            .build()
            .sslSocketFactory());
  }

  private ApiServer.Builder trusting() {
    return ApiServer.at(url("https")).certificateAuthority(Wire.pem(AUTHORITY.certificatePem()));
  }

  private String url(String scheme) {
    return scheme + "://127.0.0.1:" + server.getPort();
  }

  private EndpointsWatch watchOne(ApiServer api) {
    return EndpointsWatch.of(api)
        .namespace("default")
        .name("a")
        .initialState(InitialState.WATCH)
        .start(this::keep);
  }

  private void keep(WatchNotice notice) {
    notices.add(
        notice instanceof Change change
            ? new Change(change.event().snapshot(), change.source())
            : notice);
  }

  private WatchNotice take(Class<?> type) throws InterruptedException {
    while (true) {
      WatchNotice notice = notices.poll(20, TimeUnit.SECONDS);
      assertThat(notice).as("a " + type.getSimpleName()).isNotNull();
      if (type.isInstance(notice)) {
        return notice;
      }
    }
  }

  private RecordedRequest request() throws InterruptedException {
    RecordedRequest request = server.takeRequest(20, TimeUnit.SECONDS);
    assertThat(request).isNotNull();
    return request;
  }

  private static MockResponse ok(String body) {
    return new MockResponse.Builder().chunkedBody(body, 100).build();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
