package dev.watchstream.replay.http;

import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server's certificates and key for TLS. Immutable. */
public final class ServerTls {
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

  private final SslContext context;
  private final @Nullable String caPem;

  private ServerTls(SslContext context, @Nullable String caPem) {
    this.context = context;
    this.caPem = caPem;
  }

  /**
   * With a certificate authority of its own, made now, which no client trusts yet.
   *
   * @param names that clients use for the server, besides those of the loopback interface: host
   *     names or addresses
   */
  public static ServerTls generated(List<String> names, Instant now) {
    try {
      Set<String> all = new LinkedHashSet<>(LOOPBACK);
      all.addAll(names);
      CertificateMaker maker = new CertificateMaker(now);
      KeyPair keys = CertificateMaker.keys();
      X509Certificate certificate = maker.server(keys, new ArrayList<>(all));
      SslContext context =
          build(SslContextBuilder.forServer(keys.getPrivate(), certificate, maker.authority()));
      return new ServerTls(context, pem(maker.authority()));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot make a certificate for TLS", e);
    }
  }

  /**
   * With a certificate that clients know already.
   *
   * @param certificates in PEM: the server's first, then those that signed it
   * @param key in PEM (PKCS #8), without a password
   * @throws IOException when they cannot be read as such; its message names the files
   */
  public static ServerTls of(Path certificates, Path key) throws IOException {
    try {
      return new ServerTls(
          build(SslContextBuilder.forServer(certificates.toFile(), key.toFile())), null);
    } catch (IllegalArgumentException | IOException e) {
      throw new IOException(
          "no TLS certificate with its key in "
              + certificates
              + " and "
              + key
              + ": both have to be PEM files, the key in PKCS #8 without a password",
          e);
    }
  }

  private static SslContext build(SslContextBuilder builder) throws IOException {
    return builder
        .sslProvider(SslProvider.JDK)
        .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_2,
                ApplicationProtocolNames.HTTP_1_1))
        .build();
  }

  SslContext context() {
    return context;
  }

  /** The generated authority, for clients to trust, in PEM; null when it was not generated. */
  public @Nullable String caPem() {
    return caPem;
  }

  private static String pem(X509Certificate certificate) throws GeneralSecurityException {
    Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN CERTIFICATE-----\n"
        + lines.encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
