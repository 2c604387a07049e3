package dev.watchstream.replay.version;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version of Kubernetes. Managed clusters append a suffix of their own, such as {@code
 * v1.34.3-eks-1234567}; it is kept in {@code git} and has no other meaning.
 *
 * @param minor 37 of 1.37
 * @param git in full, as {@code GET /version} gives it
 */
public record KubernetesVersion(int minor, String git) {
  /** The oldest that a server can be told to play. */
  public static final int OLDEST = 21;

  /** The newest that a server can be told to play. */
  public static final int NEWEST = 38;

  /** Played when nothing else is said. */
  public static final KubernetesVersion DEFAULT = new KubernetesVersion(37, "v1.37.0");

  private static final Pattern GIT = Pattern.compile("v?1\\.(\\d{1,3})(?:\\.\\d.*|[+-].*)?");

  /** The version of a recorded server; null for text that is no version of Kubernetes. */
  public static @Nullable KubernetesVersion recorded(@Nullable String git) {
    Matcher matcher = GIT.matcher(git == null ? "" : git.strip());
    return matcher.matches()
        ? new KubernetesVersion(Integer.parseInt(matcher.group(1)), matcher.group())
        : null;
  }

  /**
   * From {@code 1.37}, {@code v1.37.2} or a managed cluster's version.
   *
   * @throws IllegalArgumentException if it is none, or older or newer than can be played
   */
  public static KubernetesVersion parse(String text) {
    KubernetesVersion version = recorded(text);
    if (version == null || version.minor < OLDEST || version.minor > NEWEST) {
      throw new IllegalArgumentException(
          "no Kubernetes version that can be played: \"%s\"; one is 1.%d to 1.%d, such as %s"
              .formatted(text, OLDEST, NEWEST, DEFAULT));
    }
    boolean patch = text.strip().matches("v?1\\.\\d+\\..*");
    return patch ? version : new KubernetesVersion(version.minor, "v1." + version.minor + ".0");
  }

  /** Without the patch, such as {@code 1.37}. */
  @Override
  public String toString() {
    return "1." + minor;
  }
}
