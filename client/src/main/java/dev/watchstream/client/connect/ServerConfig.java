package dev.watchstream.client.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of an API server to talk to it: where it is, how its certificate is checked,
 * and who we are to it. Filled by a kubeconfig, a pod or the embedder, then read by {@link
 * HttpClients}. For one thread.
 */
public final class ServerConfig {

  final HttpUrl url;
  Credentials credentials = new Credentials.None();
  byte @Nullable [] authorities;
  byte @Nullable [] certificate;
  byte @Nullable [] key;
  boolean isInsecure;
  @Nullable String tlsServerName;
  @Nullable Proxy proxy;
  List<Impersonation.Header> impersonation = List.of();
  private @Nullable String namespace;

  private ServerConfig(HttpUrl url) {
    this.url = url;
  }

  /**
   * A server at an address.
   *
   * @throws IllegalArgumentException if it is no http or https URL, or has a user or password
   */
  public static ServerConfig at(String url) {
    return new ServerConfig(ServerUrl.parse(url));
  }

  /** Who we are; nobody unless told. */
  public ServerConfig credentials(Credentials newCredentials) {
    credentials = newCredentials;
    return this;
  }

  /** Trusts these certificates in PEM instead of the system's. */
  public ServerConfig certificateAuthority(byte[] pem) {
    authorities = pem.clone();
    return this;
  }

  /** Shows a client certificate, both in PEM. */
  public ServerConfig clientCertificate(byte[] chain, byte[] privateKey) {
    certificate = chain.clone();
    key = privateKey.clone();
    return this;
  }

  /** Does not check the server's certificate. */
  public ServerConfig insecureSkipTlsVerify() {
    isInsecure = true;
    return this;
  }

  /** The name to ask for and to find in the certificate; where to connect to is the URL's. */
  public ServerConfig tlsServerName(String name) {
    tlsServerName = name;
    return this;
  }

  /**
   * Goes through a proxy: {@code http://host:port} or {@code socks5://host:port}.
   *
   * @throws IllegalArgumentException for any other
   */
  public ServerConfig proxy(URI uri) {
    proxy = EnvironmentProxy.parse(uri);
    return this;
  }

  /** As whom we ask, if not as ourselves. */
  public ServerConfig impersonate(Impersonation whom) {
    impersonation = whom.headers();
    return this;
  }

  /** The namespace that a context or a pod is in. */
  public ServerConfig namespace(@Nullable String newNamespace) {
    namespace = newNamespace;
    return this;
  }

  public @Nullable String namespace() {
    return namespace;
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
