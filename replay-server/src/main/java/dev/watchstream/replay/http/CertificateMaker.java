package dev.watchstream.replay.http;

import io.netty.util.NetUtil;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the certificates of one server (RFC 5280): that of an authority, which lives as long as the
 * process, and those that it signs. The JDK cannot make certificates, and Bouncy Castle would add
 * nine megabytes for two of them.
 */
final class CertificateMaker {
  /** The longest validity that all kinds of clients accept. */
  private static final Duration VALID = Duration.ofDays(397);

  /** For clients whose clock is behind. */
  private static final Duration BEFORE = Duration.ofHours(1);

  private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));

  private final SecureRandom random = new SecureRandom();
  private final Instant now;
  private final KeyPair authorityKeys;
  private final X509Certificate authority;

  CertificateMaker(Instant now) throws GeneralSecurityException {
    this.now = now;
    this.authorityKeys = keys();
    this.authority =
        certificate(
            name("Watchstream replay CA"),
            authorityKeys,
            List.of(
                extension("2.5.29.19", true, Der.sequence(Der.TRUE)),
                // keyCertSign and cRLSign.
                extension("2.5.29.15", true, Der.bits(1, new byte[] {0x06})),
                extension("2.5.29.14", false, Der.octets(keyId(authorityKeys)))));
  }

  X509Certificate authority() {
    return authority;
  }

  static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /**
   * @param names of the server: host names and addresses
   */
  X509Certificate server(KeyPair keys, List<String> names) throws GeneralSecurityException {
    List<byte[]> alternatives = new ArrayList<>();
    for (String name : names) {
      byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
      alternatives.add(
          address == null
              ? Der.tagged(0x82, name.getBytes(StandardCharsets.US_ASCII))
              : Der.tagged(0x87, address));
    }
    return certificate(
        name("Watchstream replay server"),
        keys,
        List.of(
            extension("2.5.29.19", true, Der.sequence()),
            // digitalSignature, for the server's authentication only.
            extension("2.5.29.15", true, Der.bits(7, new byte[] {(byte) 0x80})),
            extension("2.5.29.37", false, Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"))),
            extension("2.5.29.14", false, Der.octets(keyId(keys))),
            extension("2.5.29.35", false, Der.sequence(Der.tagged(0x80, keyId(authorityKeys)))),
            extension("2.5.29.17", false, Der.sequence(alternatives.toArray(byte[][]::new)))));
  }

  private X509Certificate certificate(byte[] subject, KeyPair keys, List<byte[]> extensions)
      throws GeneralSecurityException {
    byte[] toBeSigned =
        Der.sequence(
            // Version 3.
            Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
            Der.integer(new BigInteger(127, random).add(BigInteger.ONE)),
            ECDSA_WITH_SHA256,
            name("Watchstream replay CA"),
            Der.sequence(Der.time(now.minus(BEFORE)), Der.time(now.plus(VALID))),
            subject,
            keys.getPublic().getEncoded(),
            Der.tagged(0xa3, Der.sequence(extensions.toArray(byte[][]::new))));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(authorityKeys.getPrivate());
    signature.update(toBeSigned);
    byte[] signed = Der.sequence(toBeSigned, ECDSA_WITH_SHA256, Der.bits(0, signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(signed));
  }

  private static byte[] extension(String oid, boolean critical, byte[] value) {
    return critical
        ? Der.sequence(Der.oid(oid), Der.TRUE, Der.octets(value))
        : Der.sequence(Der.oid(oid), Der.octets(value));
  }

  private static byte[] name(String commonName) {
    return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(commonName))));
  }

  private static byte[] keyId(KeyPair keys) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-1").digest(keys.getPublic().getEncoded());
  }
}
