package dev.watchstream.client.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.client.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class PemTest {

  private static final HeldCertificate RSA = new HeldCertificate.Builder().rsa2048().build();
  private static final HeldCertificate EC = new HeldCertificate.Builder().ecdsa256().build();

  @Test
  void readsKeysInEveryForm() throws GeneralSecurityException {
    assertThat(key(RSA.privateKeyPkcs8Pem())).isEqualTo(RSA.keyPair().getPrivate());
    assertThat(key(RSA.privateKeyPkcs1Pem())).isEqualTo(RSA.keyPair().getPrivate());
    assertThat(key(EC.privateKeyPkcs8Pem())).isEqualTo(EC.keyPair().getPrivate());
  }

  /** What {@code openssl ecparam -genkey -name prime256v1} writes: parameters, then the key. */
  @Test
  void readsAnEcKeyThatNamesItsCurve() throws GeneralSecurityException {
    String sec1 =
        """
        -----BEGIN EC PARAMETERS-----
        BggqhkjOPQMBBw==
        -----END EC PARAMETERS-----
        -----BEGIN EC PRIVATE KEY-----
        %s
        -----END EC PRIVATE KEY-----
        """
            .formatted(Base64.getMimeEncoder().encodeToString(sec1(EC.keyPair().getPrivate())));
    assertThat(((ECPrivateKey) key(sec1)).getS())
        .isEqualTo(((ECPrivateKey) EC.keyPair().getPrivate()).getS());
  }

  @Test
  void anEncryptedKeyIsRefusedWithTheWayOut() {
    assertThatThrownBy(
            () ->
                key(
                    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----"))
        .hasMessageStartingWith("the private key is encrypted: decrypt it first");
  }

  /** Made by openssl; each kind is a file in the test's resources. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ec-p256-sec1",
        "ec-p384-sec1",
        "ec-p521-sec1",
        "ec-p256-pkcs8",
        "ec-p521-pkcs8",
        "rsa-2048-pkcs1",
        "rsa-2048-pkcs8",
        "ed25519-pkcs8"
      })
  void readsEveryKindOfKeyThatOpensslMakes(String kind) throws Exception {
    assertThat(key(resource(kind)).getAlgorithm())
        .isEqualTo(kind.startsWith("ec-") ? "EC" : kind.startsWith("rsa") ? "RSA" : "EdDSA");
  }

  @ParameterizedTest
  @ValueSource(strings = {"encrypted-pkcs8", "encrypted-pkcs1", "encrypted-sec1"})
  void everyFormOfAnEncryptedKeyIsRefusedWithTheWayOut(String kind) {
    assertThatThrownBy(() -> key(resource(kind)))
        .hasMessageStartingWith("the private key is encrypted: decrypt it first");
  }

  private static String resource(String kind) throws IOException {
    try (InputStream in = PemTest.class.getResourceAsStream("keys/" + kind + ".pem")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void readsAllCertificatesOfABundle() throws GeneralSecurityException {
    String bundle = "# a remark\n" + RSA.certificatePem() + EC.certificatePem();
    assertThat(Pem.certificates(Wire.pem(bundle)))
        .containsExactly(RSA.certificate(), EC.certificate());
    assertThatThrownBy(() -> Pem.certificates(Wire.pem("nothing")))
        .hasMessage("there is no PEM certificate in it");
  }

  /** SEC 1 with its curve, made from PKCS#8: the private value is the same 32 bytes in both. */
  private static byte[] sec1(PrivateKey key) {
    byte[] pkcs8 = key.getEncoded();
    byte[] curve = {(byte) 0xa0, 0x0a, 6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 3, 1, 7};
    int at = 0;
    // INTEGER 1, OCTET STRING of 32 bytes: where ECPrivateKey holds the value.
    byte[] begin = {2, 1, 1, 4, 32};
    while (!Arrays.equals(begin, Arrays.copyOfRange(pkcs8, at, at + begin.length))) {
      at++;
    }
    byte[] sec1 = new byte[2 + begin.length + 32 + curve.length];
    sec1[0] = 0x30;
    sec1[1] = (byte) (sec1.length - 2);
    System.arraycopy(pkcs8, at, sec1, 2, begin.length + 32);
    System.arraycopy(curve, 0, sec1, 2 + begin.length + 32, curve.length);
    return sec1;
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    return Pem.privateKey(Wire.pem(pem));
  }
}
