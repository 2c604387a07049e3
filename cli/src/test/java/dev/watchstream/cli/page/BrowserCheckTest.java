package dev.watchstream.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BrowserCheckTest {

  @ParameterizedTest
  @CsvSource({
    "9090, 127.0.0.1:9090,   true",
    "9090, localhost:9090,   true",
    "9090, [::1]:9090,       true",
    "9090, build-host:9090,  true",
    "9090, 127.0.0.1,        false",
    "9090, localhost:80,     false",
    "9090, evil.example:9090, false",
    "9090, 127.0.0.1:90,     false",
    "80,   127.0.0.1,        true",
    "80,   127.0.0.1:80,     true",
    "80,   evil.example,     false",
    "80,   :80,              false",
  })
  void a_host_is_ours_with_our_port_which_browsers_leave_out_if_it_is_that_of_http(
      int port, String asked, boolean isOurs) {
    assertThat(new BrowserCheck("build-host", port, null).isOurs(asked)).isEqualTo(isOurs);
  }
}
