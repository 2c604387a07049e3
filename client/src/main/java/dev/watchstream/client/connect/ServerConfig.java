package dev.watchstream.client.connect;

import dev.watchstream.client.wire.PlainWords;
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
 * The settings for one API server: its address, how to check its certificate, and our credentials.
 * Filled from a kubeconfig, a pod's environment or by the application, then read by {@link
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

  /** Our credentials; none by default. */
  public ServerConfig credentials(Credentials newCredentials) {
    credentials = newCredentials;
    return this;
  }

  /** Trusts these certificates in PEM instead of the system's. */
  public ServerConfig certificateAuthority(byte[] pem) {
    authorities = pem.clone();
    return this;
  }

  /** Authenticates with a client certificate, both in PEM. */
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

  /**
   * The name for SNI and for the check of the certificate; the connection goes to the URL's host.
   */
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

  /** The identity to act under, if not our own. */
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
      throw new IOException("the " + what + " " + file + " cannot be read: " + PlainWords.of(e), e);
    }
  }
}
