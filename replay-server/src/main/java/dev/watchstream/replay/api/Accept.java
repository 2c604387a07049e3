package dev.watchstream.replay.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The media types that a client accepts, best first, read as the API server reads them. */
public final class Accept {
  private static final Set<String> META_VERSIONS = Set.of("v1", "v1beta1");

  /** The types that the API server's routes produce; here only JSON is served. */
  private static final Set<String> ROUTED =
      Set.of("application/json", "application/yaml", "application/vnd.kubernetes.protobuf", "*/*");

  private final List<Clause> clauses;

  private Accept(List<Clause> clauses) {
    this.clauses = clauses;
  }

  /** The form to write an object in, and the version of {@code meta.k8s.io} for it. */
  public record Chosen(Form form, String metaVersion) {}

  private record Clause(String type, Map<String, String> parameters, double quality) {
    private String parameter(String name) {
      return parameters.getOrDefault(name, "");
    }

    private boolean isJson() {
      return type.equals("application/json") || type.equals("application/*") || type.equals("*/*");
    }
  }

  public static Accept of(ApiRequest request) {
    String header = request.header("Accept");
    List<Clause> clauses = new ArrayList<>();
    for (String part : (header == null || header.isBlank() ? "*/*" : header).split(",", -1)) {
      clauses.add(clause(part));
    }
    clauses.sort(Comparator.comparingDouble(Clause::quality).reversed());
    return new Accept(clauses);
  }

  /** Whether any route produces an accepted type; if not, no handler sees the request. */
  public boolean isRouted() {
    return clauses.stream().anyMatch(clause -> ROUTED.contains(clause.type()));
  }

  /**
   * The best form that is served.
   *
   * @param list whether the answer is a list, whose metadata form has a kind of its own
   * @throws StatusException 406
   */
  public Chosen choose(boolean watch, boolean list) throws StatusException {
    String partial = list ? "PartialObjectMetadataList" : "PartialObjectMetadata";
    for (Clause clause : clauses) {
      if (clause.isJson()) {
        String as = clause.parameter("as");
        boolean meta =
            clause.parameter("g").equals("meta.k8s.io")
                && META_VERSIONS.contains(clause.parameter("v"));
        if (as.isEmpty()) {
          return new Chosen(Form.OBJECT, "v1");
        } else if (as.equals("Table") && meta) {
          return new Chosen(Form.TABLE, clause.parameter("v"));
        } else if (as.equals(partial) && meta) {
          return new Chosen(Form.PARTIAL_OBJECT_METADATA, clause.parameter("v"));
        }
      }
    }
    throw StatusException.notAcceptable(
        watch ? "application/json;stream=watch" : "application/json");
  }

  /**
   * The version of aggregated discovery to answer with; null for the plain form.
   *
   * @param served the versions that this server has
   */
  public @Nullable String discoveryVersion(Collection<String> served) {
    for (Clause clause : clauses) {
      String version = clause.parameter("v");
      if (clause.isJson() && clause.parameter("as").isEmpty()) {
        return null;
      }
      if (clause.type().equals("application/json")
          && clause.parameter("as").equals("APIGroupDiscoveryList")
          && clause.parameter("g").equals("apidiscovery.k8s.io")
          && served.contains(version)) {
        return version;
      }
    }
    return null;
  }

  /** Whether the client asks for indented JSON. */
  public boolean asksForPrettyJson() {
    return clauses.stream()
        .filter(Clause::isJson)
        .limit(1)
        .anyMatch(clause -> clause.parameter("pretty").equals("1"));
  }

  /** Whether the client takes plain JSON, the only form of some answers, such as errors. */
  public boolean takesPlainJson() {
    return clauses.stream().anyMatch(clause -> clause.isJson() && clause.parameter("as").isEmpty());
  }

  private static Clause clause(String text) {
    String[] parts = text.split(";", -1);
    Map<String, String> parameters = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals > 0) {
        parameters.put(
            parts[i].substring(0, equals).strip(), parts[i].substring(equals + 1).strip());
      }
    }
    return new Clause(
        parts[0].strip().toLowerCase(Locale.ROOT), parameters, quality(parameters.get("q")));
  }

  private static double quality(@Nullable String text) {
    try {
      return text == null ? 1 : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 1;
    }
  }
}
