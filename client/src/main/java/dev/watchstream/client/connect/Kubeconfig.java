package dev.watchstream.client.connect;

import dev.watchstream.client.wire.OneLine;
import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * One or more kubeconfig files, merged as kubectl does: of entries with the same name, and of
 * several current-contexts, the first counts. Paths are relative to the file that contains them. An
 * error names the file and the entry, never the content of a secret field.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/">Organizing
 *     Cluster Access</a>
 */
public final class Kubeconfig {

  private static final int MAX_FILE_BYTES = 4 << 20;

  /** An entry, with the file that contains it. */
  private record Entry(Path file, String place, Map<?, ?> fields) {

    @Nullable String text(String field) throws IOException {
      Object value = fields.get(field);
      if (value == null || value.equals("")) {
        return null;
      }
      if (value instanceof Map || value instanceof List) {
        throw new IOException(place + ": " + field + " is no text");
      }
      // !!binary, which YAML has decoded.
      return value instanceof byte[] bytes
          ? new String(bytes, StandardCharsets.ISO_8859_1)
          : value.toString();
    }

    List<String> texts(String field) {
      List<String> texts = new ArrayList<>();
      if (fields.get(field) instanceof List<?> list) {
        list.forEach(text -> texts.add(String.valueOf(text)));
      }
      return texts;
    }

    boolean isTrue(String field) {
      // YAML 1.1, which kubectl reads, has more words for true.
      return Set.of("true", "yes", "on", "y")
          .contains(String.valueOf(fields.get(field)).toLowerCase(Locale.ROOT));
    }

    /** The content of the field {@code …-data}, or of the file that the other field names. */
    byte @Nullable [] data(String field) throws IOException {
      String inline = text(field + "-data");
      if (inline != null && inline.startsWith("-----BEGIN ")) {
        return inline.getBytes(StandardCharsets.ISO_8859_1);
      }
      if (inline != null) {
        try {
          return Base64.getMimeDecoder().decode(inline);
        } catch (IllegalArgumentException e) {
          throw new IOException(place + ": " + field + "-data is not base64");
        }
      }
      Path named = path(field);
      return named == null ? null : ServerConfig.read(place + ": " + field, named);
    }

    @Nullable Path path(String field) throws IOException {
      String named = text(field);
      return named == null ? null : file.toAbsolutePath().resolveSibling(named);
    }
  }

  private final List<Path> files;
  private final Map<String, Entry> clusters = new LinkedHashMap<>();
  private final Map<String, Entry> users = new LinkedHashMap<>();
  private final Map<String, Entry> contexts = new LinkedHashMap<>();
  private @Nullable String currentContext;

  private Kubeconfig(List<Path> files) {
    this.files = files;
  }

  /** The files that kubectl would read. */
  public static List<Path> defaultFiles(Map<String, String> environment) {
    String listed = environment.get("KUBECONFIG");
    if (listed == null || listed.isEmpty()) {
      String home = environment.getOrDefault("HOME", "");
      return List.of(
          Path.of(home.isEmpty() ? System.getProperty("user.home") : home, ".kube", "config"));
    }
    List<Path> files = new ArrayList<>();
    for (String file : listed.split(File.pathSeparator, -1)) {
      if (!file.isEmpty()) {
        files.add(Path.of(file));
      }
    }
    return files;
  }

  /**
   * Ignores files that do not exist, as kubectl does.
   *
   * @throws IOException if a file cannot be read, or none exists
   */
  public static Kubeconfig read(List<Path> files) throws IOException {
    Kubeconfig config = new Kubeconfig(List.copyOf(files));
    boolean isAny = false;
    for (Path file : files) {
      if (Files.exists(file)) {
        config.add(file);
        isAny = true;
      }
    }
    if (!isAny) {
      throw new IOException("there is no kubeconfig at " + config.place());
    }
    return config;
  }

  /**
   * The server of a context.
   *
   * @param context null for the current one
   * @throws IOException that says what the context lacks
   */
  public ServerConfig server(@Nullable String context) throws IOException {
    String name = context != null ? context : currentContext;
    if (name == null) {
      throw new IOException(place() + " has no current-context: name one of " + contexts.keySet());
    }
    Entry chosen = find(contexts, "context", name);
    String clusterName = chosen.text("cluster");
    if (clusterName == null) {
      throw new IOException(chosen.place + " names no cluster");
    }
    Entry cluster = find(clusters, "cluster", clusterName);
    ServerConfig config = cluster(cluster).namespace(chosen.text("namespace"));
    String userName = chosen.text("user");
    if (userName != null) {
      user(find(users, "user", userName), cluster, config);
    }
    return config;
  }

  private static ServerConfig cluster(Entry cluster) throws IOException {
    String server = cluster.text("server");
    if (server == null) {
      throw new IOException(cluster.place + " has no server");
    }
    try {
      ServerConfig config = ServerConfig.at(server);
      byte[] authority = cluster.data("certificate-authority");
      if (authority != null) {
        config.certificateAuthority(authority);
      }
      if (cluster.isTrue("insecure-skip-tls-verify")) {
        config.insecureSkipTlsVerify();
      }
      String tlsServerName = cluster.text("tls-server-name");
      if (tlsServerName != null) {
        config.tlsServerName(tlsServerName);
      }
      String proxy = cluster.text("proxy-url");
      if (proxy != null) {
        config.proxy = EnvironmentProxy.parse(proxy);
      }
      return config;
    } catch (IllegalArgumentException e) {
      throw new IOException(cluster.place + ": " + e.getMessage(), e);
    }
  }

  private static void user(Entry user, Entry cluster, ServerConfig config) throws IOException {
    impersonate(user, config);
    byte[] certificate = user.data("client-certificate");
    byte[] key = user.data("client-key");
    if (certificate != null && key != null) {
      config.clientCertificate(certificate, key);
    } else if (certificate != null || key != null) {
      throw new IOException(
          user.place + ": client-certificate and client-key go together; one is missing");
    }
    String token = user.text("token");
    Path tokenFile = user.path("tokenFile");
    if (tokenFile != null) {
      config.credentials(new Credentials.TokenFile(tokenFile));
    } else if (token != null) {
      config.credentials(new Credentials.Token(token));
    } else if (user.fields.get("exec") instanceof Map<?, ?> exec) {
      config.credentials(plugin(new Entry(user.file, user.place + " exec", exec), cluster));
    } else if (user.fields.get("auth-provider") != null) {
      throw new IOException(
          user.place + ": auth-provider is gone from Kubernetes since 1.26; use an exec plugin");
    } else if (user.fields.get("username") != null) {
      throw new IOException(
          user.place + ": API servers take no user and password since 1.19; use a token");
    }
  }

  private static void impersonate(Entry user, ServerConfig config) throws IOException {
    String as = user.text("as");
    List<String> groups = user.texts("as-groups");
    String uid = user.text("as-uid");
    Map<String, List<String>> extra = new LinkedHashMap<>();
    if (user.fields.get("as-user-extra") instanceof Map<?, ?> fields) {
      Entry values = new Entry(user.file, user.place, fields);
      fields
          .keySet()
          .forEach(key -> extra.put(String.valueOf(key), values.texts(String.valueOf(key))));
    }
    if (as != null) {
      try {
        config.impersonate(new Impersonation(as, groups, uid, extra));
      } catch (IllegalArgumentException e) {
        throw new IOException(user.place + ": " + e.getMessage(), e);
      }
    } else if (!groups.isEmpty() || uid != null || !extra.isEmpty()) {
      throw new IOException(
          user.place + ": as-groups, as-uid and as-user-extra need a user to ask as: as");
    }
  }

  private static ExecPlugin plugin(Entry exec, Entry cluster) throws IOException {
    String apiVersion = String.valueOf(exec.text("apiVersion"));
    if (!apiVersion.equals("client.authentication.k8s.io/v1")
        && !apiVersion.equals("client.authentication.k8s.io/v1beta1")) {
      throw new IOException(
          exec.place
              + ": apiVersion is "
              + OneLine.of(apiVersion)
              + ", known are client.authentication.k8s.io/v1 and v1beta1");
    }
    String command = exec.text("command");
    if (command == null) {
      throw new IOException(exec.place + " has no command");
    }
    if ("Always".equals(exec.text("interactiveMode"))) {
      throw new IOException(
          exec.place + ": interactiveMode is Always, and nobody is there to answer");
    }
    List<String> arguments = new ArrayList<>();
    if (exec.fields.get("args") instanceof List<?> list) {
      list.forEach(argument -> arguments.add(String.valueOf(argument)));
    }
    Map<String, String> environment = new LinkedHashMap<>();
    if (exec.fields.get("env") instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> variable) {
          environment.put(
              String.valueOf(variable.get("name")), String.valueOf(variable.get("value")));
        }
      }
    }
    return new ExecPlugin(
        command,
        arguments,
        environment,
        apiVersion,
        exec.text("installHint"),
        exec.file.toAbsolutePath().getParent(),
        exec.isTrue("provideClusterInfo")
            ? ClusterInfo.json(cluster.fields, authority(cluster))
            : null);
  }

  private static byte @Nullable [] authority(Entry cluster) throws IOException {
    return cluster.data("certificate-authority");
  }

  private void add(Path file) throws IOException {
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw new IOException(file + " is larger than " + MAX_FILE_BYTES + " bytes");
    }
    Object root = firstDocument(file);
    if (root == null) {
      return; // An empty file, which kubectl passes over too.
    }
    if (!(root instanceof Map<?, ?> fields)) {
      throw new IOException(file + " is no kubeconfig");
    }
    addEntries(file, fields, "cluster", clusters);
    addEntries(file, fields, "user", users);
    addEntries(file, fields, "context", contexts);
    if (currentContext == null) {
      currentContext = new Entry(file, file.toString(), fields).text("current-context");
    }
  }

  /** As Go's YAML reads it: further documents are ignored, and equal keys are allowed. */
  private static @Nullable Object firstDocument(Path file) throws IOException {
    LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(true).build();
    try {
      var documents = new Load(settings).loadAllFromString(Files.readString(file)).iterator();
      return documents.hasNext() ? documents.next() : null;
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is no text in UTF-8", e);
    } catch (YamlEngineException e) {
      // Its message quotes the file, secrets and all.
      int line =
          e instanceof MarkedYamlEngineException marked
              ? marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0)
              : 0;
      throw new IOException(file + " is no YAML" + (line == 0 ? "" : ": see line " + line));
    }
  }

  private static void addEntries(
      Path file, Map<?, ?> fields, String kind, Map<String, Entry> entries) {
    if (!(fields.get(kind + "s") instanceof List<?> list)) {
      return;
    }
    for (Object item : list) {
      if (item instanceof Map<?, ?> named && named.get(kind) instanceof Map<?, ?> value) {
        String name = String.valueOf(named.get("name"));
        String place = file + ", " + kind + " \"" + OneLine.of(name) + "\"";
        entries.putIfAbsent(name, new Entry(file, place, value));
      }
    }
  }

  private Entry find(Map<String, Entry> entries, String kind, String name) throws IOException {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IOException(
          place()
              + " has no "
              + kind
              + " \""
              + OneLine.of(name)
              + "\"; there are "
              + entries.keySet());
    }
    return entry;
  }

  private String place() {
    return String.join(File.pathSeparator, files.stream().map(Path::toString).toList());
  }
}
