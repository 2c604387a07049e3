package dev.watchstream.client;

import java.util.regex.Pattern;

/** The order of resourceVersions, where there is one. */
final class ResourceVersion {

  /** The form of versions of built-in resources (KEP-5504). */
  private static final Pattern COMPARABLE = Pattern.compile("[1-9][0-9]*");

  private ResourceVersion() {}

  /**
   * Whether a version is certain to be the same as another or older. Versions of built-in resources
   * are decimal numbers and may be compared (KEP-5504); of any others only equality is known.
   */
  static boolean isAtMost(String version, String other) {
    if (version.equals(other)) {
      return true;
    }
    if (!COMPARABLE.matcher(version).matches() || !COMPARABLE.matcher(other).matches()) {
      return false;
    }
    return version.length() != other.length()
        ? version.length() < other.length()
        : version.compareTo(other) < 0;
  }
}
