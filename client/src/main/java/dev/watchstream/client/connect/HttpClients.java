package dev.watchstream.client.connect;

import dev.watchstream.client.time.WatchTime;
import dev.watchstream.client.wire.ChunkTap;
import dev.watchstream.client.wire.PromptSocketFactory;
import dev.watchstream.client.wire.TappedSocketFactory;
import dev.watchstream.client.wire.TappedSslSocketFactory;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP clients for one API server; they send its credentials nowhere else. Immutable, safe for
 * use by several threads.
 */
public final class HttpClients {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  /** Detects a dead HTTP/2 connection, however quiet its watches are. */
  private static final Duration PING_INTERVAL = Duration.ofSeconds(30);

  private static final int UNAUTHORIZED = 401;

  private final HttpUrl url;
  private final Credentials credentials;
  private final List<Impersonation.Header> impersonation;
  private final boolean isInsecure;
  private final OkHttpClient client;
  private final OkHttpClient tappedClient;

  /**
   * Does not talk to the server.
   *
   * @throws IOException if a certificate or a key cannot be read
   */
  public HttpClients(ServerConfig config) throws IOException {
    this.url = config.url;
    this.credentials = config.credentials;
    this.impersonation = config.impersonation;
    this.isInsecure = config.isInsecure;
    OkHttpClient.Builder http =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT_LIMIT)
            // A watch may be quiet for long: the watchdog sets its limits.
            .readTimeout(Duration.ZERO)
            .pingInterval(PING_INTERVAL)
            // The token would go along, and an API server never redirects a list.
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
            .addNetworkInterceptor(HttpClients::tap);
    @Nullable Proxy proxy =
        config.proxy != null ? config.proxy : EnvironmentProxy.of(System.getenv(), url);
    if (proxy != null) {
      http.proxy(proxy);
    }
    if (!url.isHttps()) {
      this.client = http.build();
      this.tappedClient = overHttp1(client).build();
      return;
    }
    Tls.Sockets tls =
        new Tls(config.authorities, config.certificate, config.key, isInsecure).sockets();
    SSLSocketFactory sockets =
        config.tlsServerName == null
            ? tls.factory()
            : new NamedSslSocketFactory(tls.factory(), config.tlsServerName);
    HostnameVerifier verifier = http.build().hostnameVerifier();
    if (isInsecure) {
      verifier = (name, session) -> true;
    } else if (config.tlsServerName != null) {
      verifier = new NamedVerifier(verifier, config.tlsServerName);
    }
    this.client = http.sslSocketFactory(sockets, tls.trust()).hostnameVerifier(verifier).build();
    this.tappedClient =
        overHttp1(client)
            .sslSocketFactory(new TappedSslSocketFactory(sockets), tls.trust())
            .build();
  }

  private static OkHttpClient.Builder overHttp1(OkHttpClient client) {
    return client
        .newBuilder()
        .protocols(List.of(Protocol.HTTP_1_1))
        .socketFactory(new TappedSocketFactory());
  }

  /** Checks the certificate for another name than the address's. */
  private record NamedVerifier(HostnameVerifier verifier, String serverName)
      implements HostnameVerifier {
    @Override
    public boolean verify(String address, SSLSession session) {
      return verifier.verify(serverName, session);
    }
  }

  /** Where the API begins: scheme, host, port and path. */
  public HttpUrl url() {
    return url;
  }

  /** {@code withTap}: over HTTP/1.1 connections that show where chunks end. */
  public OkHttpClient client(boolean withTap) {
    return withTap ? tappedClient : client;
  }

  /** Insecure settings, which the user may not have meant. */
  public List<String> warnings() {
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

  /** Gets the token that the next request sends, where it is not known yet. */
  void fetchToken() throws IOException {
    credentials.token(WatchTime.system().now());
  }

  private Response authorize(Interceptor.Chain chain) throws IOException {
    Request request = chain.request().newBuilder().headers(withImpersonation(chain)).build();
    String token = credentials.token(WatchTime.system().now(), chain.call()::isCanceled);
    if (token == null) {
      return chain.proceed(request);
    }
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IOException("the bearer token holds characters that no token has");
    }
    Response response =
        chain.proceed(request.newBuilder().header("Authorization", "Bearer " + token).build());
    if (response.code() == UNAUTHORIZED) {
      credentials.rejected(token);
    }
    return response;
  }

  private Headers withImpersonation(Interceptor.Chain chain) {
    Headers.Builder headers = chain.request().headers().newBuilder();
    // In UTF-8, as client-go sends names that are not ASCII.
    impersonation.forEach(header -> headers.addUnsafeNonAscii(header.name(), header.value()));
    return headers.build();
  }

  private static Response tap(Interceptor.Chain chain) throws IOException {
    if (chain.connection() != null
        && chain.connection().socket() instanceof ChunkTap.Tapped tapped) {
      ChunkTap.Tag.put(chain.request(), tapped.tap());
    }
    return chain.proceed(chain.request());
  }
}
