package dev.watchstream.client.connect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates and private keys in PEM (RFC 7468). Keys are PKCS#8, or the older forms of RSA
 * (PKCS#1) and elliptic curves (SEC 1), which the JDK reads only inside a PKCS#8 envelope. No error
 * message contains any part of a key.
 */
final class Pem {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  private static final byte[] VERSION_0 = {2, 1, 0};

  /** AlgorithmIdentifier of rsaEncryption: 1.2.840.113549.1.1.1, NULL. */
  private static final byte[] RSA = {
    0x30, 0x0d, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
  };

  /** The object identifier id-ecPublicKey: 1.2.840.10045.2.1. */
  private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

  private static final int OCTET_STRING = 4;
  private static final int SEQUENCE = 0x30;

  /** The parameters of a SEC 1 key, which name its curve. */
  private static final int CURVE = 0xa0;

  private Pem() {}

  /**
   * All certificates in a text.
   *
   * @throws GeneralSecurityException if there is none, or one is malformed
   */
  static List<X509Certificate> certificates(byte[] pem) throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    Matcher block = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    while (block.find()) {
      if (block.group(1).endsWith("CERTIFICATE")) {
        certificates.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(decode(block.group(2)))));
      }
    }
    if (certificates.isEmpty()) {
      throw new CertificateException("there is no PEM certificate in it");
    }
    return certificates;
  }

  /**
   * The first private key in a text.
   *
   * @throws GeneralSecurityException if there is none, or it is encrypted or malformed
   */
  static PrivateKey privateKey(byte[] pem) throws GeneralSecurityException {
    Matcher block = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    while (block.find()) {
      switch (block.group(1)) {
        case "PRIVATE KEY" -> {
          return pkcs8(decode(block.group(2)));
        }
        case "RSA PRIVATE KEY" -> {
          refuseEncrypted(block.group(2));
          return pkcs8(envelope(RSA, decode(block.group(2))));
        }
        case "EC PRIVATE KEY" -> {
          refuseEncrypted(block.group(2));
          byte[] key = decode(block.group(2));
          return pkcs8(envelope(der(SEQUENCE, EC, curve(key)), key));
        }
        case "ENCRYPTED PRIVATE KEY" -> throw encrypted();
        default -> {
          // EC PARAMETERS, a certificate: the key may follow.
        }
      }
    }
    throw new InvalidKeySpecException("there is no PEM private key in it");
  }

  /** The older forms have a header in front of the base64: {@code Proc-Type: 4,ENCRYPTED}. */
  private static void refuseEncrypted(String block) throws InvalidKeySpecException {
    if (block.contains("ENCRYPTED")) {
      throw encrypted();
    }
  }

  private static InvalidKeySpecException encrypted() {
    return new InvalidKeySpecException(
        "the private key is encrypted: decrypt it first, with openssl pkey -in KEY -out PLAIN");
  }

  private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
    InvalidKeySpecException refused = null;
    // The key names its algorithm, but only that algorithm's factory can read it.
    for (String algorithm : new String[] {"RSA", "EC", "EdDSA"}) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        refused = e;
      }
    }
    throw new InvalidKeySpecException("the private key is no RSA, EC or EdDSA key", refused);
  }

  private static byte[] envelope(byte[] algorithm, byte[] key) {
    return der(SEQUENCE, VERSION_0, algorithm, der(OCTET_STRING, key));
  }

  /** ECPrivateKey is SEQUENCE { version, privateKey, [0] parameters, [1] publicKey } (RFC 5915). */
  private static byte[] curve(byte[] key) throws InvalidKeySpecException {
    try {
      int[] value = {0, 0};
      open(key, 0, value);
      int position = value[0];
      int end = value[0] + value[1];
      while (position < end) {
        int tag = key[position] & 0xff;
        open(key, position, value);
        if (tag == CURVE) {
          return Arrays.copyOfRange(key, value[0], value[0] + value[1]);
        }
        position = value[0] + value[1];
      }
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new InvalidKeySpecException("the EC private key is malformed", e);
    }
    throw new InvalidKeySpecException("the EC private key does not name its curve");
  }

  /** Finds the start and the length of a DER value's content. */
  private static void open(byte[] der, int position, int[] value) {
    int length = der[position + 1] & 0xff;
    int begin = position + 2;
    if (length > 0x7f) {
      int lengthBytes = length & 0x7f;
      length = 0;
      for (int i = 0; i < lengthBytes; i++) {
        length = length << 8 | (der[begin++] & 0xff);
      }
    }
    if (length < 0 || length > der.length - begin) {
      throw new ArrayIndexOutOfBoundsException(length);
    }
    value[0] = begin;
    value[1] = length;
  }

  private static byte[] der(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      // DER has the shortest form only.
      out.write(0x81);
      out.write(length);
    } else {
      // Keys are shorter than 64 KiB.
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] decode(String base64) throws InvalidKeySpecException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new InvalidKeySpecException("a PEM block is not base64");
    }
  }
}
