package dev.watchstream.client.connect;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The authorities to trust and the client's own certificate. No error contains any of a key. */
final class Tls {

  private static final char[] NO_PASSWORD = {};

  private final byte @Nullable [] authorities;
  private final byte @Nullable [] certificate;
  private final byte @Nullable [] key;
  private final boolean isInsecure;

  /**
   * All in PEM: the {@code authorities} to trust, null for those of the system; the client's {@code
   * certificate} chain and its {@code key}, or null. {@code isInsecure} trusts any server.
   */
  Tls(
      byte @Nullable [] authorities,
      byte @Nullable [] certificate,
      byte @Nullable [] key,
      boolean isInsecure) {
    this.authorities = authorities;
    this.certificate = certificate;
    this.key = key;
    this.isInsecure = isInsecure;
  }

  /** A factory of sockets, with the trust manager that it uses. */
  record Sockets(SSLSocketFactory factory, X509TrustManager trust) {}

  Sockets sockets() throws IOException {
    try {
      X509TrustManager trust = isInsecure ? new TrustAll() : trust();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(), new X509TrustManager[] {trust}, null);
      return new Sockets(context.getSocketFactory(), trust);
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private X509TrustManager trust() throws GeneralSecurityException, IOException {
    KeyStore store = null;
    if (authorities != null) {
      store = emptyStore();
      int number = 0;
      for (X509Certificate authority : certificates("certificate authority", authorities)) {
        store.setCertificateEntry("ca-" + number++, authority);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  private KeyManager @Nullable [] keyManagers() throws GeneralSecurityException, IOException {
    if (certificate == null && key == null) {
      return null;
    }
    if (certificate == null || key == null) {
      throw new IOException(
          "a client certificate and its key go together: the "
              + (key == null ? "key" : "certificate")
              + " is missing");
    }
    List<X509Certificate> chain = certificates("client certificate", certificate);
    PrivateKey privateKey;
    try {
      privateKey = Pem.privateKey(key);
    } catch (GeneralSecurityException e) {
      throw new IOException("the client key cannot be read: " + e.getMessage(), e);
    }
    KeyStore store = emptyStore();
    store.setKeyEntry("client", privateKey, NO_PASSWORD, chain.toArray(new X509Certificate[0]));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static List<X509Certificate> certificates(String what, byte[] pem) throws IOException {
    try {
      return Pem.certificates(pem);
    } catch (GeneralSecurityException e) {
      throw new IOException("the " + what + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  /** Used only on explicit request, and every watch warns of it. */
  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
