package dev.watchstream.cli.live;

import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Text;
import dev.watchstream.client.ApiServer;
import dev.watchstream.client.EndpointsWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of which server to watch and what of it, shared by all commands that watch. */
public final class ServerOptions {

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The service, or NAMESPACE/NAME (all of the namespace unless given).")
  void name(String given) {
    int slash = given.indexOf('/');
    name = given.substring(slash + 1);
    namespaceOfName = slash < 0 ? null : given.substring(0, slash);
  }

  private @Nullable String name;
  private @Nullable String namespaceOfName;

  @Option(
      names = {"-s", "--server"},
      paramLabel = "URL",
      description =
          "The API server, such as http://127.0.0.1:8080. Without it that of the kubeconfig, or of"
              + " the pod this runs in.")
  @Nullable String server;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Instead of those in $KUBECONFIG, or ~/.kube/config.")
  @Nullable Path kubeconfig;

  @Option(names = "--context", description = "Of the kubeconfig, instead of the current one.")
  @Nullable String context;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "With --server: a bearer token, read again as it is renewed.")
  @Nullable Path tokenFile;

  @Option(
      names = "--certificate-authority",
      paramLabel = "FILE",
      description = "With --server: the certificates to trust, in PEM.")
  @Nullable Path certificateAuthority;

  @Option(
      names = "--insecure-skip-tls-verify",
      description = "With --server: do not check its certificate.")
  boolean insecure;

  @Option(
      names = {"-n", "--namespace"},
      description = "That of the context, or \"default\", unless given.")
  @Nullable String namespace;

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "In all namespaces.")
  boolean allNamespaces;

  @Option(
      names = {"-l", "--selector"},
      description = "Only with these labels, as kubectl takes them.")
  @Nullable String selector;

  @Option(names = "--slices", description = "EndpointSlices instead of Endpoints.")
  boolean slices;

  /** What is watched, in words. */
  public String title() {
    String what = name == null ? "services" : name;
    String in = namespace();
    return allNamespaces ? what + " in all namespaces" : in == null ? what : in + "/" + what;
  }

  /** The service that is asked for; null for all of them. */
  public @Nullable String serviceName() {
    return name;
  }

  /** Whether services of all namespaces are asked for. */
  public boolean isOfAllNamespaces() {
    return allNamespaces;
  }

  /** The namespace that is asked for by name; null for that of the context. */
  public @Nullable String namespace() {
    return namespaceOfName != null ? namespaceOfName : namespace;
  }

  /**
   * The server that the options name; does not connect to it.
   *
   * @throws CommandException if neither the options nor a kubeconfig names one
   */
  public ApiServer toServer() {
    try {
      return toServer(System.getenv());
    } catch (IOException | IllegalArgumentException e) {
      throw CommandException.usage(Text.message(e));
    }
  }

  public EndpointsWatch.Builder toWatch() {
    return toWatch(toServer());
  }

  /** A watch of {@link #toServer()}. */
  public EndpointsWatch.Builder toWatch(ApiServer api) {
    checkNamespace();
    EndpointsWatch.Builder watch = EndpointsWatch.of(api);
    if (!allNamespaces) {
      String given = namespace();
      String ofContext = api.namespace();
      watch.namespace(given != null ? given : ofContext != null ? ofContext : "default");
    }
    if (name != null) {
      watch.name(name);
    }
    if (selector != null) {
      watch.labelSelector(selector);
    }
    return slices ? watch.endpointSlices() : watch;
  }

  private void checkNamespace() {
    if (allNamespaces && namespace() != null) {
      throw CommandException.usage("give a namespace or --all-namespaces");
    }
    if (namespaceOfName != null && namespace != null && !namespace.equals(namespaceOfName)) {
      throw CommandException.usage(
          "two namespaces are given, " + namespace + " and, before the name, " + namespaceOfName);
    }
    if (name != null && (name.isEmpty() || name.indexOf('/') >= 0)) {
      throw CommandException.usage("a service is given as NAME or NAMESPACE/NAME");
    }
  }

  private ApiServer toServer(Map<String, String> environment) throws IOException {
    if (server == null && (tokenFile != null || certificateAuthority != null || insecure)) {
      throw CommandException.usage(
          "--token-file, --certificate-authority and --insecure-skip-tls-verify go with --server");
    }
    if (server != null) {
      if (kubeconfig != null || context != null) {
        throw CommandException.usage("give --server, or --kubeconfig and --context");
      }
      return atServer(server);
    }
    if (kubeconfig != null) {
      return ApiServer.ofKubeconfig(List.of(kubeconfig), context);
    }
    boolean inPod = environment.containsKey("KUBERNETES_SERVICE_HOST");
    boolean hasKubeconfig =
        !environment.getOrDefault("KUBECONFIG", "").isEmpty()
            || Files.exists(Path.of(System.getProperty("user.home"), ".kube", "config"));
    return inPod && !hasKubeconfig && context == null
        ? ApiServer.inCluster()
        : ApiServer.ofKubeconfig(context);
  }

  private ApiServer atServer(String url) throws IOException {
    ApiServer.Builder builder = ApiServer.at(url);
    if (tokenFile != null) {
      builder.bearerTokenFile(tokenFile);
    }
    if (certificateAuthority != null) {
      builder.certificateAuthority(Files.readAllBytes(certificateAuthority));
    }
    if (insecure) {
      builder.insecureSkipTlsVerify();
    }
    return builder.build();
  }
}
