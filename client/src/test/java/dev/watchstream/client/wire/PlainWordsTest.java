package dev.watchstream.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

public class PlainWordsTest {

  @Test
  void namesWhatIsWrongAndTheWayOut() {
    SSLException untrusted = new SSLHandshakeException("PKIX path building failed");
    untrusted.initCause(new IOException(new CertPathBuilderException("unable to find …")));
    assertThat(PlainWords.of(untrusted)).endsWith("give the certificate authority");
    assertThat(PlainWords.of(new SSLException("Unsupported or unrecognized SSL message")))
        .contains("http://");
    assertThat(PlainWords.of(new UnknownHostException("h: Name or service not known")))
        .isEqualTo("there is no host h, or it cannot be looked up");
    assertThat(PlainWords.of(new EOFException()))
        .isEqualTo("the connection was closed in the middle of the answer");
    ConnectException refused = new ConnectException("Failed to connect to h/127.0.0.1:1");
    refused.initCause(new ConnectException("Connection refused"));
    assertThat(PlainWords.of(refused))
        .isEqualTo("cannot connect to 127.0.0.1:1: Connection refused");
  }

  @Test
  void leavesTheRestAsItIs() {
    assertThat(PlainWords.of(new SSLException("other"))).isEqualTo("other");
    assertThat(PlainWords.of(new IOException("closed"))).isEqualTo("closed");
    assertThat(PlainWords.of(new IOException())).isEqualTo("java.io.IOException");
  }
}
