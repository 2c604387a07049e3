package dev.watchstream.client.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules are Go's, which kubectl follows. */
class EnvironmentProxyTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "https://kube.example.com:6443, -, proxy:3128",
        "http://kube.example.com, -, -",
        "https://kube.example.com, kube.example.com, -",
        "https://kube.example.com, example.com, -",
        "https://kube.example.com, .example.com, -",
        "https://kube.example.com, *.example.com, -",
        "https://kube.example.com, *, -",
        "https://kube.example.com, ample.com, proxy:3128",
        "https://kube.example.com:6443, kube.example.com:443, proxy:3128",
        "https://kube.example.com:6443, kube.example.com:6443, -",
        "https://10.1.2.3, 10.1.0.0/16, -",
        "https://10.2.2.3, 10.1.0.0/16, proxy:3128",
        "https://10.1.2.3, 10.1.2.3, -",
        "https://localhost:6443, -, -",
        "https://127.0.0.2:6443, -, -"
      })
  void isAskedForAsKubectlWould(String server, String noProxy, String proxy) {
    Map<String, String> environment = new HashMap<>(Map.of("HTTPS_PROXY", "http://proxy:3128"));
    if (noProxy != null) {
      environment.put("no_proxy", "other.org, " + noProxy);
    }

    var found = EnvironmentProxy.of(environment, HttpUrl.get(server));

    assertThat(found == null ? null : found.address().toString().replace("/<unresolved>", ""))
        .isEqualTo(proxy);
  }

  @ParameterizedTest
  @CsvSource({"http://proxy, proxy:80", "proxy, proxy:80", "socks5://proxy, proxy:1080"})
  void withoutAPortItIsThatOfTheScheme(String proxy, String address) {
    var found =
        EnvironmentProxy.of(Map.of("HTTPS_PROXY", proxy), HttpUrl.get("https://kube.example.com"));
    assertThat(found.address().toString().replace("/<unresolved>", "")).isEqualTo(address);
  }

  @Test
  void oneThatCannotBeUsedIsSaid() {
    HttpUrl server = HttpUrl.get("https://kube.example.com");
    assertThatThrownBy(
            () -> EnvironmentProxy.of(Map.of("https_proxy", "http://me:hush@proxy:1"), server))
        .hasMessageContaining("is not supported")
        .hasMessageNotContaining("hush");
    assertThatThrownBy(
            () -> EnvironmentProxy.of(Map.of("HTTPS_PROXY", "http://me:50%hush@proxy:1"), server))
        .hasMessage("HTTPS_PROXY: the proxy is no URL: write http://host:port")
        .rootCause()
        .hasMessageNotContaining("hush");
  }
}
