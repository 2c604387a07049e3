package dev.watchstream.client.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The access to the API server that Kubernetes gives to a pod.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/">Accessing
 *     the Kubernetes API from a Pod</a>
 */
public final class InCluster {

  /** Where the kubelet puts the files. */
  public static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private InCluster() {}

  /**
   * The server named by a pod's environment variables.
   *
   * @throws IOException outside of a pod
   */
  public static ServerConfig server(Map<String, String> environment, Path serviceAccount)
      throws IOException {
    String host = environment.get("KUBERNETES_SERVICE_HOST");
    String port = environment.get("KUBERNETES_SERVICE_PORT");
    if (host == null || port == null) {
      throw new IOException(
          "this process is in no pod: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not"
              + " set; give a kubeconfig or a server");
    }
    String authority = host.contains(":") ? "[" + host + "]" : host;
    return ServerConfig.at("https://" + authority + ":" + port)
        .credentials(new Credentials.TokenFile(serviceAccount.resolve("token")))
        .certificateAuthority(
            ServerConfig.read("certificate authority", serviceAccount.resolve("ca.crt")))
        .namespace(namespace(serviceAccount.resolve("namespace")));
  }

  private static @Nullable String namespace(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file).strip() : null;
  }
}
