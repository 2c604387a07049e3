package dev.watchstream.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.util.List;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

/** Devices between a watch and its server forget idle connections. */
class PromptSocketFactoryTest {

  @Test
  void whoeverIsAtTheOtherEndIsAskedEveryHalfMinuteWhetherItIsThere() throws Exception {
    for (PromptSocketFactory factory :
        List.of(new PromptSocketFactory(), new TappedSocketFactory())) {
      try (Socket socket = factory.createSocket()) {
        assertThat(socket.getKeepAlive()).isTrue();
        assertThat(socket.getTcpNoDelay()).isTrue();
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
          assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(30);
          assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)).isEqualTo(30);
        }
      }
    }
  }
}
