package dev.watchstream.client.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.client.ApiServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class KubeconfigTest {

  private static HeldCertificate me;

  @TempDir Path folder;

  @BeforeAll
  static void certificate() {
    me = new HeldCertificate.Builder().commonName("me").ecdsa256().build();
  }

  private static final String YAML =
      """
      current-context: c
      clusters:
      - {name: c1, cluster: {server: "https://h:6443"}}
      contexts:
      - {name: c, context: {cluster: c1, user: u}}
      users:
      - {name: u, user: {token: t}}
      """;

  @Test
  void readsTheCurrentContext() throws IOException {
    Path file =
        write(
            "config",
            """
            apiVersion: v1
            kind: Config
            current-context: prod
            clusters:
            - name: c1
              cluster: {server: "https://10.0.0.1:6443/base", insecure-skip-tls-verify: true}
            contexts:
            - name: prod
              context: {cluster: c1, user: u1, namespace: web}
            users:
            - name: u1
              user: {token: hush}
            """);
    ApiServer server = ApiServer.ofKubeconfig(List.of(file), null);
    assertThat(server).hasToString("https://10.0.0.1:6443/base");
    assertThat(server.namespace()).isEqualTo("web");
    assertThat(new HttpClients(Kubeconfig.read(List.of(file)).server(null)).warnings())
        .singleElement()
        .asString()
        .contains("is not checked");
  }

  @Test
  void readsCertificatesInlineAndFromFilesBesideTheKubeconfig() throws IOException {
    Files.writeString(folder.resolve("me.crt"), me.certificatePem());
    Files.writeString(folder.resolve("me.key"), me.privateKeyPkcs8Pem());
    Path file =
        write(
            "config",
            """
            clusters:
            - name: c1
              cluster: {server: "https://h:6443", certificate-authority-data: %s}
            contexts:
            - {name: files, context: {cluster: c1, user: files}}
            - {name: inline, context: {cluster: c1, user: inline}}
            users:
            - {name: files, user: {client-certificate: me.crt, client-key: me.key}}
            - {name: inline, user: {client-certificate-data: %s, client-key-data: %s}}
            """
                .formatted(
                    base64(me.certificatePem()),
                    base64(me.certificatePem()),
                    base64(me.privateKeyPkcs8Pem())));
    assertThat(ApiServer.ofKubeconfig(List.of(file), "files")).hasToString("https://h:6443/");
    assertThat(ApiServer.ofKubeconfig(List.of(file), "inline")).hasToString("https://h:6443/");
    assertThatThrownBy(() -> ApiServer.ofKubeconfig(List.of(file), null))
        .hasMessageContaining("has no current-context: name one of [files, inline]");
    assertThatThrownBy(() -> ApiServer.ofKubeconfig(List.of(file), "nope"))
        .hasMessageContaining("has no context \"nope\"; there are [files, inline]");
  }

  @Test
  void mergesFilesAndTheFirstOneWins() throws IOException {
    Path first =
        write(
            "first",
            """
            current-context: a
            contexts: [{name: a, context: {cluster: c}}]
            """);
    Path second =
        write(
            "second",
            """
            current-context: b
            contexts: [{name: a, context: {cluster: other}}]
            clusters: [{name: c, cluster: {server: "http://127.0.0.1:8080"}}]
            """);
    List<Path> files =
        Kubeconfig.defaultFiles(
            Map.of(
                "KUBECONFIG",
                String.join(
                    java.io.File.pathSeparator,
                    first.toString(),
                    folder.resolve("none").toString(),
                    second.toString())));
    assertThat(files).hasSize(3);
    assertThat(ApiServer.ofKubeconfig(files, null)).hasToString("http://127.0.0.1:8080/");
  }

  @Test
  void aPluginMaySayMuchToPeople() throws IOException {
    Path script =
        script(
            "talks.sh",
            """
            head -c 300000 /dev/zero | tr '\\0' 'x' >&2
            echo '{"kind":"ExecCredential","status":{"token":"t"}}'
            """);
    ExecPlugin plugin =
        new ExecPlugin(
            script.toString(),
            List.of(),
            Map.of(),
            "client.authentication.k8s.io/v1beta1",
            null,
            folder,
            null);
    assertThat(plugin.token(Instant.parse("2026-11-22T10:00:00Z"))).isEqualTo("t");
  }

  @Test
  void asksAPluginForATokenUntilItExpires() throws IOException {
    Path script = folder.resolve("plugin.sh");
    Files.writeString(
        script,
        """
        #!/bin/sh
        echo run >> "$1"
        echo "a remark for people" >&2
        printf '{"kind":"ExecCredential","status":{"token":"t-%s-%s","expirationTimestamp":"2026-11-22T11:00:00Z"}}' "$NAME" \
          "$(echo "$KUBERNETES_EXEC_INFO" | grep -c v1beta1)"
        """);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Path runs = folder.resolve("runs");
    ExecPlugin plugin =
        new ExecPlugin(
            "./plugin.sh",
            List.of(runs.toString()),
            Map.of("NAME", "me"),
            "client.authentication.k8s.io/v1beta1",
            null,
            folder,
            null);
    assertThat(plugin.token(Instant.parse("2026-11-22T10:00:00Z"))).isEqualTo("t-me-1");
    assertThat(plugin.token(Instant.parse("2026-11-22T10:59:00Z"))).isEqualTo("t-me-1");
    assertThat(runs).content().isEqualTo("run\n");
    assertThat(plugin.token(Instant.parse("2026-11-22T10:59:55Z"))).isEqualTo("t-me-1");
    assertThat(runs).content().isEqualTo("run\nrun\n");
    plugin.rejected("another");
    assertThat(plugin.token(Instant.parse("2026-11-22T10:00:00Z"))).isEqualTo("t-me-1");
    assertThat(runs).content().isEqualTo("run\nrun\n");
    plugin.rejected("t-me-1");
    assertThat(plugin.token(Instant.parse("2026-11-22T10:00:00Z"))).isEqualTo("t-me-1");
    assertThat(runs).content().isEqualTo("run\nrun\nrun\n");
  }

  @Test
  void aPluginThatFailsSaysSoAndHowToInstallIt() throws IOException {
    ExecPlugin missing = plugin("no-such-command-anywhere");
    assertThatThrownBy(() -> missing.token(Instant.EPOCH))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the credential plugin no-such-command-anywhere cannot be run (No such file or"
                + " directory): install it like so");
    Path forbidden = write("forbidden.sh", "#!/bin/sh\n");
    assertThatThrownBy(() -> plugin(forbidden.toString()).token(Instant.EPOCH))
        .hasMessageContaining("cannot be run (Permission denied)");
    Path script = Files.writeString(folder.resolve("bad.sh"), "#!/bin/sh\necho hush; exit 3\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    assertThatThrownBy(() -> plugin("./bad.sh").token(Instant.EPOCH))
        .hasMessageContaining("ended with exit code 3")
        .hasMessageNotContaining("hush");
  }

  @Test
  void errorsNameThePlaceAndNoSecret() throws IOException {
    Path yaml = write("yaml", "users:\n- {name: u, user: {token: hush}\n  x: [");
    assertThatThrownBy(() -> ApiServer.ofKubeconfig(List.of(yaml), null))
        .hasMessage(yaml + " is no YAML: see line 3")
        .hasMessageNotContaining("hush");
    Path base64 =
        write(
            "base64",
            """
            contexts: [{name: a, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: "https://h"}}]
            users: [{name: u, user: {client-key-data: "%hush%", client-certificate: none.crt}}]
            """);
    assertThatThrownBy(() -> ApiServer.ofKubeconfig(List.of(base64), "a"))
        .hasMessageContaining("user \"u\": client-certificate")
        .hasMessageNotContaining("hush");
    Path proxy =
        write(
            "proxy",
            """
            current-context: a
            contexts: [{name: a, context: {cluster: c}}]
            clusters: [{name: c, cluster: {server: "https://h", proxy-url: "http://me:a hush@p:1"}}]
            """);
    assertThatThrownBy(() -> ApiServer.ofKubeconfig(List.of(proxy), null))
        .hasMessage(proxy + ", cluster \"c\": the proxy is no URL: write http://host:port");
    assertThatThrownBy(() -> ApiServer.ofKubeconfig(List.of(folder.resolve("none")), null))
        .hasMessageStartingWith("there is no kubeconfig at ");
    Path missing =
        write(
            "missing",
            """
            contexts: [{name: a, context: {cluster: c}}]
            clusters: [{name: c, cluster: {server: "https://h", certificate-authority: ca.crt}}]
            """);
    assertThatThrownBy(() -> ApiServer.ofKubeconfig(List.of(missing), "a"))
        .hasMessageContaining("cluster \"c\": certificate-authority ")
        .hasMessageEndingWith("ca.crt cannot be read: there is no such file");
  }

  @Test
  void aTokenFileThatCannotBeReadSaysWhy() throws IOException {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> new Credentials.TokenFile(none).token(Instant.EPOCH))
        .hasMessage("the token file " + none + " cannot be read: there is no such file");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff});
    assertThatThrownBy(() -> new Credentials.TokenFile(binary).token(Instant.EPOCH))
        .hasMessage("the token file " + binary + " cannot be read: it is no text in UTF-8");
  }

  @Test
  void aPluginsOwnWordsReachTheUserWhenItFails() throws IOException {
    Path script = script("fails.sh", "echo 'log in first: cloud auth login' >&2; exit 3");
    assertThatThrownBy(() -> plugin(script.toString()).token(Instant.EPOCH))
        .hasMessageContaining("ended with exit code 3 and says: log in first: cloud auth login");
  }

  @Test
  void aPluginMayTakeLongerThanTheQuestionForTheVersion() throws IOException {
    Path runs = folder.resolve("runs");
    Path script =
        script("slow.sh", "echo run >> " + runs + "; echo '{\"status\":{\"token\":\"t\"}}'");
    ExecPlugin plugin = plugin(script.toString());
    HttpClients http = new HttpClients(ServerConfig.at("http://127.0.0.1:1").credentials(plugin));
    assertThat(VersionRequest.ask(http, Duration.ofMillis(1))).isNull();
    assertThat(plugin.token(Instant.EPOCH)).isEqualTo("t");
    assertThat(runs).content().isEqualTo("run\n");
  }

  @Test
  void whatAPluginAnswersWithNullIsAbsent() throws IOException {
    Path script =
        script("nulls.sh", "echo '{\"status\":{\"expirationTimestamp\":null,\"token\":\"t\"}}'");
    assertThat(plugin(script.toString()).token(Instant.EPOCH)).isEqualTo("t");
    Path none = script("none.sh", "echo '{\"status\":{\"token\":null}}'");
    assertThatThrownBy(() -> plugin(none.toString()).token(Instant.EPOCH))
        .hasMessageContaining("printed no status.token");
  }

  @Test
  void aPluginIsToldOfItsClusterWhereItWantsToKnow() throws IOException {
    Path script =
        script(
            "info.sh",
            "printf '{\"status\":{\"token\":\"%s\"}}' \"$(echo \"$KUBERNETES_EXEC_INFO\" | tr -d '\"{}' | tr ',' '_')\"");
    Path file =
        write(
            "config",
            """
            current-context: c
            clusters:
            - name: c1
              cluster:
                server: "https://h:6443"
                tls-server-name: other
                extensions:
                - {name: client.authentication.k8s.io/exec, extension: {audience: me}}
            contexts:
            - {name: c, context: {cluster: c1, user: u}}
            users:
            - name: u
              user:
                exec:
                  {apiVersion: client.authentication.k8s.io/v1, command: "%s", provideClusterInfo: true}
            """
                .formatted(script));
    ServerConfig config = Kubeconfig.read(List.of(file)).server(null);
    assertThat(config.credentials.token(Instant.EPOCH))
        .contains("cluster:server:https://h:6443", "tls-server-name:other", "config:audience:me");
  }

  @Test
  void asksAsSomebodyElseWhereTheKubeconfigSaysSo() throws IOException {
    String users =
        """
        current-context: c
        clusters:
        - {name: c1, cluster: {server: "https://h:6443"}}
        contexts:
        - {name: c, context: {cluster: c1, user: u}}
        users:
        - name: u
          user: %s
        """;
    Path file =
        write(
            "config",
            users.formatted(
                "{as: jane, as-groups: [dev, ops], as-uid: u1, as-user-extra: {Scopes/x: [a, b]}}"));
    assertThat(Kubeconfig.read(List.of(file)).server(null).impersonation)
        .extracting(header -> header.name() + ": " + header.value())
        .containsExactly(
            "Impersonate-User: jane",
            "Impersonate-Group: dev",
            "Impersonate-Group: ops",
            "Impersonate-Uid: u1",
            "Impersonate-Extra-scopes%2Fx: a",
            "Impersonate-Extra-scopes%2Fx: b");
    Path lacking = write("lacking", users.formatted("{as-groups: [dev]}"));
    assertThatThrownBy(() -> Kubeconfig.read(List.of(lacking)).server(null))
        .hasMessageContaining("need a user to ask as");
    Path broken = write("broken", users.formatted("{as: \"jane\\nx: y\"}"));
    assertThatThrownBy(() -> Kubeconfig.read(List.of(broken)).server(null))
        .hasMessageContaining("user \"u\": the value for Impersonate-User holds a line break");
  }

  @Test
  void readsWhatKubectlReads() throws IOException {
    Path empty = write("empty", "");
    Path file =
        write(
            "config",
            """
            current-context: c
            clusters:
            - name: c1
              cluster: {server: "https://h:6443", certificate-authority-data: !!binary %s}
            contexts:
            - {name: c, context: {cluster: c1}}
            """
                .formatted(base64(me.certificatePem())));
    assertThat(ApiServer.ofKubeconfig(List.of(empty, file), null)).hasToString("https://h:6443/");
    assertThat(Kubeconfig.defaultFiles(Map.of("HOME", "/elsewhere", "KUBECONFIG", "")))
        .containsExactly(Path.of("/elsewhere/.kube/config"));
  }

  static List<String> waysToWrite() {
    String json =
        """
        {"current-context": "c",
        \t"clusters": [{"name": "c1", "cluster": {"server": "https://h:6443"}}],
        \t"contexts": [{"name": "c", "context": {"cluster": "c1", "user": "u"}}],
        \t"users": [{"name": "u", "user": {"token": "t"}}]}
        """;
    String alias =
        """
        x: &it {server: "https://h:6443"}
        current-context: c
        clusters: [{name: c1, cluster: *it}]
        contexts: [{name: c, context: {cluster: c1, user: u}}]
        users: [{name: u, user: {token: t}}]
        """;
    return List.of(
        json,
        alias,
        "\uFEFF" + YAML,
        "---\n" + YAML,
        "# of the team\n---\n" + YAML + "---\ncurrent-context: other\n",
        YAML + "preferences: {}\nextensions:\n- name: x\n  extension: {a: [1]}\n",
        YAML + "current-context: c\n",
        YAML.replace("\n", "\r\n"),
        YAML.replace("6443\"", "6443\", insecure-skip-tls-verify: yes"));
  }

  /** Checked against kubectl, which reads the same server and token from each. */
  @ParameterizedTest
  @MethodSource("waysToWrite")
  void howeverItIsWritten(String text) throws IOException {
    ServerConfig config = Kubeconfig.read(List.of(write("config", text))).server(null);
    assertThat(config.url).hasToString("https://h:6443/");
    assertThat(config.credentials.token(Instant.EPOCH)).isEqualTo("t");
  }

  private Path script(String name, String line) throws IOException {
    Path script = write(name, "#!/bin/sh\n" + line + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private ExecPlugin plugin(String command) {
    return new ExecPlugin(
        command,
        List.of(),
        Map.of(),
        "client.authentication.k8s.io/v1",
        "install it like so",
        folder,
        null);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
