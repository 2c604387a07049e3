package dev.watchstream.replay.options;

import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.api.StatusException;
import dev.watchstream.replay.version.ServerProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Requirements on labels, all of which have to hold.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/">Labels
 *     and selectors</a>
 */
public record LabelSelector(List<Requirement> requirements) {
  public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

  public static final ListOption<LabelSelector> LABEL_SELECTOR =
      new ListOption<>("labelSelector") {
        @Override
        public LabelSelector read(Query query, ServerProfile server) throws StatusException {
          return parse(query.text(name()));
        }
      };

  /** A requirement on one label; an operator without values has none. */
  record Requirement(String key, Operator operator, Set<String> values) {
    Requirement {
      values = Set.copyOf(values);
    }

    private boolean holds(Map<String, String> labels) {
      String value = labels.get(key);
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        // A label that is absent is not one of the values.
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case DOES_NOT_EXIST -> value == null;
        case GREATER_THAN -> value != null && comparison(value) > 0;
        case LESS_THAN -> value != null && comparison(value) < 0;
      };
    }

    /** 0 also when either is no number: it is neither greater nor less then. */
    private int comparison(String value) {
      try {
        return Long.compare(Long.parseLong(value), Long.parseLong(values.iterator().next()));
      } catch (NumberFormatException e) {
        return 0;
      }
    }
  }

  enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    DOES_NOT_EXIST,
    GREATER_THAN,
    LESS_THAN
  }

  public LabelSelector {
    requirements = List.copyOf(requirements);
  }

  public static LabelSelector parse(String text) throws StatusException {
    return text.isBlank() ? EVERYTHING : new LabelSelectorParser(text).parse();
  }

  boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.holds(labels));
  }

  public boolean isEverything() {
    return requirements.isEmpty();
  }
}
