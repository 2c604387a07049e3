package dev.watchstream.replay.resource;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of a group's versions: v10, v2, v1, v2beta1, v1beta2, v1alpha1; other names come after
 * these, alphabetically.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-priority">
 *     Version priority</a>
 */
final class ApiVersionOrder {
  private static final Pattern VERSION =
      Pattern.compile("v([0-9]{1,9})(?:(alpha|beta)([0-9]{1,9}))?");

  static final Comparator<String> PREFERRED_FIRST =
      Comparator.comparingInt(ApiVersionOrder::stability)
          .thenComparing(Comparator.comparingInt((String version) -> number(version, 1)).reversed())
          .thenComparing(Comparator.comparingInt((String version) -> number(version, 3)).reversed())
          .thenComparing(Comparator.naturalOrder());

  private ApiVersionOrder() {}

  private static int stability(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      return 3;
    }
    return matcher.group(2) == null ? 0 : List.of("", "beta", "alpha").indexOf(matcher.group(2));
  }

  private static int number(String version, int group) {
    Matcher matcher = VERSION.matcher(version);
    return matcher.matches() && matcher.group(group) != null
        ? Integer.parseInt(matcher.group(group))
        : 0;
  }
}
