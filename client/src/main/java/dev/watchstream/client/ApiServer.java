package dev.watchstream.client;

import dev.watchstream.client.connect.Credentials;
import dev.watchstream.client.connect.HttpClients;
import dev.watchstream.client.connect.InCluster;
import dev.watchstream.client.connect.Kubeconfig;
import dev.watchstream.client.connect.ServerConfig;
import dev.watchstream.client.connect.VersionRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes API server, with our credentials for it. Immutable, safe for use by several threads,
 * and cheap to keep; its watches share connections where they can. {@link #toString()} and every
 * error are free of secrets.
 */
public final class ApiServer {

  private final HttpClients http;
  private final @Nullable String namespace;

  ApiServer(ServerConfig config) throws IOException {
    this.http = new HttpClients(config);
    this.namespace = config.namespace();
  }

  /**
   * A server at an address, such as {@code http://127.0.0.1:8080} or {@code
   * https://10.0.0.1:6443/prefix}.
   *
   * @throws IllegalArgumentException if it is no http or https URL
   */
  public static Builder at(String url) {
    return new Builder(ServerConfig.at(url));
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
   * The server of a kubeconfig's context. If several files set the same thing, the first one
   * counts.
   *
   * @param context null for the current one
   * @throws IOException if a file cannot be read, or they lack what the context needs
   */
  public static ApiServer ofKubeconfig(List<Path> files, @Nullable String context)
      throws IOException {
    return new ApiServer(Kubeconfig.read(files).server(context));
  }

  /**
   * The server of the cluster that this process runs in, as the pod's service account.
   *
   * @throws IOException outside of a pod
   */
  public static ApiServer inCluster() throws IOException {
    return new ApiServer(InCluster.server(System.getenv(), InCluster.SERVICE_ACCOUNT));
  }

  /** The namespace that a kubeconfig's context or the pod is in; null where none is known. */
  public @Nullable String namespace() {
    return namespace;
  }

  /** Scheme, host, port and path. */
  @Override
  public String toString() {
    return http.url().toString();
  }

  /**
   * Asks the server for its {@code /version}, for a {@link
   * dev.watchstream.client.record.Recorder.Builder#serverVersion}. Waits for at most 5 s, and
   * before that for a credential plugin.
   *
   * @return its {@code gitVersion}, such as {@code v1.33.2}; null if the server does not tell it
   */
  public @Nullable String askVersion() {
    return VersionRequest.ask(http);
  }

  HttpClients http() {
    return http;
  }

  /** Configures the access to a server. For one thread. */
  public static final class Builder {
    private final ServerConfig config;

    private Builder(ServerConfig config) {
      this.config = config;
    }

    /** Sends a bearer token. */
    public Builder bearerToken(String token) {
      config.credentials(new Credentials.Token(token));
      return this;
    }

    /** Sends a bearer token from a file, which is read again after a minute or a 401. */
    public Builder bearerTokenFile(Path file) {
      config.credentials(new Credentials.TokenFile(file));
      return this;
    }

    /** Trusts these certificates in PEM instead of the system's. */
    public Builder certificateAuthority(byte[] pem) {
      config.certificateAuthority(pem);
      return this;
    }

    /**
     * Authenticates with a client certificate.
     *
     * @param chain in PEM, the client's own first
     * @param privateKey in PEM: PKCS#8, PKCS#1 or SEC 1, not encrypted
     */
    public Builder clientCertificate(byte[] chain, byte[] privateKey) {
      config.clientCertificate(chain, privateKey);
      return this;
    }

    /** Does not check the server's certificate. Every watch warns of it. */
    public Builder insecureSkipTlsVerify() {
      config.insecureSkipTlsVerify();
      return this;
    }

    /**
     * The name for SNI and for the check of the certificate, when it is not that of the address.
     * The connection still goes to the address.
     */
    public Builder tlsServerName(String name) {
      config.tlsServerName(name);
      return this;
    }

    /**
     * Goes through a proxy: {@code http://host:port} or {@code socks5://host:port}.
     *
     * @throws IllegalArgumentException for any other
     */
    public Builder proxy(URI uri) {
      config.proxy(uri);
      return this;
    }

    /** What {@link ApiServer#namespace()} returns. */
    public Builder namespace(@Nullable String newNamespace) {
      config.namespace(newNamespace);
      return this;
    }

    /**
     * The configured server; does not contact it.
     *
     * @throws IOException if a certificate or a key cannot be read
     */
    public ApiServer build() throws IOException {
      return new ApiServer(config);
    }
  }
}
