package dev.watchstream.replay.options;

import dev.watchstream.replay.api.ObjectKey;
import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.api.StatusException;
import dev.watchstream.replay.resource.Resource;
import dev.watchstream.replay.resource.SelectableField;
import dev.watchstream.replay.version.ServerProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A selector over {@code metadata.name}, {@code metadata.namespace} and the other fields by which a
 * resource can be selected.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/">
 *     Field selectors</a>
 */
public record FieldSelector(List<Term> terms) {
  public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

  public static final ListOption<FieldSelector> FIELD_SELECTOR =
      new ListOption<>("fieldSelector") {
        @Override
        public FieldSelector read(Query query, ServerProfile server) throws StatusException {
          return parse(query.text(name()));
        }
      };

  /** A field has that value, or has not. */
  record Term(String field, boolean equal, String value) {}

  private static final String NAME = "metadata.name";
  private static final String NAMESPACE = "metadata.namespace";

  public FieldSelector {
    terms = List.copyOf(terms);
  }

  public static FieldSelector parse(String text) throws StatusException {
    List<Term> terms = new ArrayList<>();
    for (String part : splitUnescaped(text)) {
      if (!part.isEmpty()) {
        terms.add(term(text, part));
      }
    }
    return terms.isEmpty() ? EVERYTHING : new FieldSelector(terms);
  }

  /**
   * Whether an object matches.
   *
   * @param valueOf gives the object's value in a field
   */
  boolean matches(Resource resource, ObjectKey key, Function<SelectableField, String> valueOf) {
    return terms.stream()
        .allMatch(
            term -> {
              String actual =
                  switch (term.field()) {
                    case NAME -> key.name();
                    case NAMESPACE -> key.namespace();
                    default -> find(resource, term.field()).map(valueOf).orElse("");
                  };
              return actual.equals(term.value()) == term.equal();
            });
  }

  /** Refuses a field by which objects of the resource cannot be selected. */
  public void check(Resource resource) throws StatusException {
    for (Term term : terms) {
      String field = term.field();
      boolean known =
          switch (field) {
            case NAME -> true;
            case NAMESPACE -> resource.namespaced() || !resource.custom();
            default -> find(resource, field).isPresent();
          };
      if (!known) {
        boolean hasOwnFields = resource.custom() || !resource.selectableFields().isEmpty();
        throw StatusException.badRequest(
            hasOwnFields
                ? "field label not supported: " + field
                : "\"%s\" is not a known field selector: only \"%s\", \"%s\""
                    .formatted(field, NAME, NAMESPACE));
      }
    }
  }

  private static Optional<SelectableField> find(Resource resource, String name) {
    return resource.selectableFields().stream().filter(f -> f.name().equals(name)).findFirst();
  }

  /** The required name, the last one if there are several; null when there is none. */
  public @Nullable String requiredName() {
    String name = null;
    for (Term term : terms) {
      if (term.field().equals(NAME) && term.equal()) {
        name = term.value();
      }
    }
    return name;
  }

  private static Term term(String whole, String part) throws StatusException {
    for (int i = 0; i < part.length(); i++) {
      String operator = operatorAt(part, i);
      if (operator != null) {
        return new Term(
            part.substring(0, i),
            !operator.equals("!="),
            unescape(whole, part.substring(i + operator.length())));
      }
    }
    throw StatusException.badRequest(
        "invalid selector: '%s'; can't understand '%s'".formatted(whole, part));
  }

  private static @Nullable String operatorAt(String part, int index) {
    for (String operator : List.of("!=", "==", "=")) {
      if (part.startsWith(operator, index)) {
        return operator;
      }
    }
    return null;
  }

  private static List<String> splitUnescaped(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == ',') {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static String unescape(String whole, String value) throws StatusException {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        i++;
        c = i < value.length() ? value.charAt(i) : 0;
        if (c != '\\' && c != ',' && c != '=') {
          throw StatusException.badRequest(
              "invalid selector: '%s'; invalid escape sequence".formatted(whole));
        }
      } else if (c == '=') {
        throw StatusException.badRequest("invalid selector: '%s'; unescaped '='".formatted(whole));
      }
      plain.append(c);
    }
    return plain.toString();
  }
}
