package dev.watchstream.replay;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The file by which clients find a cluster.
 *
 * @see <a href="https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/">kubeconfig (v1)</a>
 */
final class KubeconfigFile {
  private KubeconfigFile() {}

  /**
   * @param caPem null when clients shall trust the system's authorities, or without TLS
   * @param token of visible ASCII characters; null when none is needed
   */
  static String of(String server, @Nullable String caPem, @Nullable String token) {
    // Over TLS kubectl asks a person for a user's name when the file names nobody.
    String shown = token == null && server.startsWith("https:") ? "anybody" : token;
    return """
        apiVersion: v1
        kind: Config
        current-context: watchstream
        clusters:
        - name: watchstream
          cluster:
            server: %s%s
        contexts:
        - name: watchstream
          context:
            cluster: watchstream
            namespace: default
            user: watchstream
        users:
        - name: watchstream
          user: %s
        """
        .formatted(
            quoted(server),
            caPem == null ? "" : "\n    certificate-authority-data: " + base64(caPem),
            shown == null ? "{}" : "\n    token: " + quoted(shown));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
