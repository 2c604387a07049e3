package dev.watchstream.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes API server, and who we are to it. Immutable, safe for use by several threads, and
 * cheap to keep; its watches share connections where they can. {@link #toString()} and every error
 * are free of secrets.
 */
public final class ApiServer {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  /** Finds out that an HTTP/2 connection is dead, however quiet its watches are. */
  private static final Duration PING_INTERVAL = Duration.ofSeconds(30);

  private static final int UNAUTHORIZED = 401;

  private final HttpUrl url;
  private final @Nullable String namespace;
  private final Credentials credentials;
  private final boolean isInsecure;
  private final OkHttpClient client;
  private final OkHttpClient tappedClient;

  private ApiServer(Builder builder) throws IOException {
    this.namespace = builder.namespace;
    this.credentials = builder.credentials;
    this.isInsecure = builder.isInsecure;
    HttpUrl given = builder.url;
    OkHttpClient.Builder http =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT_LIMIT)
            // A quiet watch is a good watch: its limits are the watchdog's.
            .readTimeout(Duration.ZERO)
            .pingInterval(PING_INTERVAL)
            // The token would go along, and a list's answer is never elsewhere.
            .followRedirects(false)
            .socketFactory(new PromptSocketFactory())
            .addInterceptor(this::authorize)
            .eventListener(
                new EventListener() {
                  @Override
                  public void canceled(Call call) {
                    credentials.cancel();
                  }
                })
            .addNetworkInterceptor(ApiServer::tap);
    if (builder.tlsServerName != null && given.isHttps()) {
      // OkHttp asks for and checks the name that is in the URL.
      String address = given.host();
      given = given.newBuilder().host(builder.tlsServerName).build();
      http.dns(name -> List.of(InetAddress.getAllByName(address)));
    } else {
      http.dns(Dns.SYSTEM);
    }
    if (builder.proxy != null) {
      http.proxy(builder.proxy);
    }
    this.url = given;
    Tls.Sockets tls = null;
    if (url.isHttps()) {
      tls = builder.tls().sockets();
      http.sslSocketFactory(tls.factory(), tls.trust());
      if (isInsecure) {
        http.hostnameVerifier((name, session) -> true);
      }
    }
    this.client = http.build();
    OkHttpClient.Builder tapped =
        client
            .newBuilder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .socketFactory(new TappedSocketFactory());
    if (tls != null) {
      tapped.sslSocketFactory(new TappedSslSocketFactory(tls.factory()), tls.trust());
    }
    this.tappedClient = tapped.build();
  }

  /**
   * A server at an address, such as {@code http://127.0.0.1:8080} or {@code
   * https://10.0.0.1:6443/prefix}.
   *
   * @throws IllegalArgumentException if it is no http or https URL
   */
  public static Builder at(String url) {
    return new Builder(parse(url));
  }

  /**
   * The server of a kubeconfig's context: of the files in the variable {@code KUBECONFIG}, or of
   * {@code ~/.kube/config}.
   *
   * @param context null for the current one
   * @throws IOException if the kubeconfig cannot be read, or lacks what the context needs
   */
  public static ApiServer ofKubeconfig(@Nullable String context) throws IOException {
    return ofKubeconfig(Kubeconfig.defaultFiles(System.getenv()), context);
  }

  /**
   * The server of a kubeconfig's context. Where several files say something, the first one wins.
   *
   * @param context null for the current one
   * @throws IOException if a file cannot be read, or they lack what the context needs
   */
  public static ApiServer ofKubeconfig(List<Path> files, @Nullable String context)
      throws IOException {
    return Kubeconfig.read(files).server(context);
  }

  /**
   * The server of the cluster that this process runs in, as the pod's service account.
   *
   * @throws IOException outside of a pod
   */
  public static ApiServer inCluster() throws IOException {
    return InCluster.server(System.getenv(), InCluster.SERVICE_ACCOUNT);
  }

  /** The namespace that a kubeconfig's context or the pod is in; null where none is known. */
  public @Nullable String namespace() {
    return namespace;
  }

  /** Scheme, host, port and path. */
  @Override
  public String toString() {
    return url.toString();
  }

  HttpUrl url() {
    return url;
  }

  /** What a user should know and may not have meant. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (isInsecure && url.isHttps()) {
      warnings.add(
          "the certificate of "
              + url.host()
              + " is not checked: whoever is in between can read and change everything, the"
              + " credentials included");
    }
    if (!url.isHttps() && !(credentials instanceof Credentials.None)) {
      warnings.add("credentials go to " + url.host() + " unencrypted");
    }
    return warnings;
  }

  /** {@code withTap} for HTTP/1.1 connections that tell where chunks end. */
  OkHttpClient client(boolean withTap) {
    return withTap ? tappedClient : client;
  }

  private Response authorize(Interceptor.Chain chain) throws IOException {
    String token = credentials.token(WatchTime.system().now(), chain.call()::isCanceled);
    if (token == null) {
      return chain.proceed(chain.request());
    }
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IOException("the bearer token holds characters that no token has");
    }
    Response response =
        chain.proceed(
            chain.request().newBuilder().header("Authorization", "Bearer " + token).build());
    if (response.code() == UNAUTHORIZED) {
      credentials.rejected();
    }
    return response;
  }

  private static Response tap(Interceptor.Chain chain) throws IOException {
    ChunkTap.Tag tag = chain.request().tag(ChunkTap.Tag.class);
    if (tag != null
        && chain.connection() != null
        && chain.connection().socket() instanceof ChunkTap.Tapped tapped) {
      tag.tap = tapped.tap();
    }
    return chain.proceed(chain.request());
  }

  private static HttpUrl parse(String url) {
    HttpUrl parsed = HttpUrl.parse(url);
    if (parsed == null) {
      throw new IllegalArgumentException(
          "\""
              + withoutUserInfo(url)
              + "\" is no server's address; one looks like https://10.0.0.1:6443");
    }
    if (!parsed.encodedUsername().isEmpty() || !parsed.encodedPassword().isEmpty()) {
      throw new IllegalArgumentException(
          "an API server takes no user and password; give a token or a client certificate");
    }
    // Without an empty last segment, to which paths would be added.
    int last = parsed.pathSize() - 1;
    return parsed.pathSize() > 1 && parsed.pathSegments().get(last).isEmpty()
        ? parsed.newBuilder().removePathSegment(last).query(null).build()
        : parsed.newBuilder().query(null).build();
  }

  private static String withoutUserInfo(String url) {
    return OneLine.of(url.replaceFirst("//[^/@]*@", "//"));
  }

  /** Says who we are to a server. For one thread. */
  public static final class Builder {
    private final HttpUrl url;
    private Credentials credentials = new Credentials.None();
    private byte @Nullable [] authorities;
    private byte @Nullable [] certificate;
    private byte @Nullable [] key;
    private boolean isInsecure;
    private @Nullable String tlsServerName;
    private @Nullable Proxy proxy;
    private @Nullable String namespace;

    private Builder(HttpUrl url) {
      this.url = url;
    }

    /** Sends a bearer token. */
    public Builder bearerToken(String token) {
      return credentials(new Credentials.Token(token));
    }

    /** Sends a bearer token from a file, which is read again as it is renewed. */
    public Builder bearerTokenFile(Path file) {
      return credentials(new Credentials.TokenFile(file));
    }

    Builder credentials(Credentials newCredentials) {
      credentials = newCredentials;
      return this;
    }

    /** Trusts these certificates in PEM instead of the system's. */
    public Builder certificateAuthority(byte[] pem) {
      authorities = pem.clone();
      return this;
    }

    /**
     * Shows a client certificate.
     *
     * @param chain in PEM, the client's own first
     * @param privateKey in PEM: PKCS#8, PKCS#1 or SEC 1, not encrypted
     */
    public Builder clientCertificate(byte[] chain, byte[] privateKey) {
      certificate = chain.clone();
      key = privateKey.clone();
      return this;
    }

    /** Does not check the server's certificate. Every watch warns of it. */
    public Builder insecureSkipTlsVerify() {
      isInsecure = true;
      return this;
    }

    /** The name to ask for and to find in the certificate, when it is not the address's. */
    public Builder tlsServerName(String name) {
      tlsServerName = name;
      return this;
    }

    /**
     * Goes through a proxy: {@code http://host:port} or {@code socks5://host:port}.
     *
     * @throws IllegalArgumentException for any other
     */
    public Builder proxy(URI uri) {
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      Proxy.Type type =
          switch (scheme) {
            case "http" -> Proxy.Type.HTTP;
            case "socks5" -> Proxy.Type.SOCKS;
            default ->
                throw new IllegalArgumentException(
                    "a proxy is http:// or socks5://, not " + scheme + "://");
          };
      if (uri.getUserInfo() != null) {
        throw new IllegalArgumentException("a proxy with a user and password is not supported");
      }
      if (uri.getHost() == null || uri.getPort() < 0) {
        throw new IllegalArgumentException("a proxy needs a host and a port: http://host:port");
      }
      proxy = new Proxy(type, InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort()));
      return this;
    }

    /** What {@link ApiServer#namespace()} says. */
    public Builder namespace(@Nullable String newNamespace) {
      namespace = newNamespace;
      return this;
    }

    /**
     * The server as told; does not talk to it.
     *
     * @throws IOException if a certificate or a key cannot be read
     */
    public ApiServer build() throws IOException {
      if (tlsServerName != null && proxy != null) {
        throw new IOException("tls-server-name together with a proxy is not supported");
      }
      return new ApiServer(this);
    }

    private Tls tls() {
      return new Tls(authorities, certificate, key, isInsecure);
    }
  }

  /** The bytes of a PEM that was given as text. */
  static byte[] pem(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Reads a file that a configuration names. */
  static byte[] read(String what, Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException | UncheckedIOException e) {
      throw new IOException("the " + what + " " + file + " cannot be read", e);
    }
  }
}
