package dev.watchstream.client.wire;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What an exception means and what to do, in words that need no knowledge of Java. */
public final class PlainWords {

  /** How far a chain of causes is searched. */
  private static final int MAX_CAUSES = 10;

  /** The beginning of OkHttp's message, before the address. */
  private static final String UNCONNECTED = "Failed to connect to ";

  private PlainWords() {}

  public static String of(Throwable cause) {
    String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    if (cause instanceof UnknownHostException) {
      // When Java repeats this exception, its message is only the name.
      String host = text.split(":", 2)[0];
      return "there is no host " + host + ", or it cannot be looked up";
    }
    if (cause instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission is denied";
    }
    if (cause instanceof CharacterCodingException) {
      return "it is no text in UTF-8";
    }
    if (cause instanceof SSLException) {
      String validity = validity(cause);
      if (validity != null) {
        return validity;
      }
    }
    if (text.equals("stream was reset: PROTOCOL_ERROR")) {
      return "the HTTP/2 connection is dead: the server did not answer a PING, or broke the protocol";
    }
    if (cause instanceof SSLException && isUntrusted(cause)) {
      return "the server's certificate is signed by an authority that is not trusted here: give the"
          + " certificate authority";
    }
    if (cause instanceof SSLException && text.startsWith("Unsupported or unrecognized SSL")) {
      return "the server does not speak TLS: is its address http:// instead of https://?";
    }
    if (cause instanceof EOFException && cause.getMessage() == null) {
      return "the connection was closed in the middle of the answer";
    }
    if (cause instanceof ConnectException && text.startsWith(UNCONNECTED)) {
      // An address as Java writes it: the name, if any, then a slash and the numbers.
      String address = text.substring(Math.max(UNCONNECTED.length(), text.indexOf('/') + 1));
      Throwable reason = cause.getCause();
      return "cannot connect to "
          + address
          + (reason == null || reason.getMessage() == null ? "" : ": " + reason.getMessage());
    }
    return text;
  }

  /**
   * Says that a certificate has expired or is not valid yet, and since or until when; else null.
   */
  private static @Nullable String validity(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (cause instanceof CertificateExpiredException) {
        return "the server's certificate has expired (" + cause.getMessage() + ")";
      }
      if (cause instanceof CertificateNotYetValidException) {
        return "the server's certificate is not valid yet ("
            + cause.getMessage()
            + "): is this machine's clock right?";
      }
      cause = cause.getCause();
    }
    return null;
  }

  private static boolean isUntrusted(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (cause instanceof CertPathBuilderException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
