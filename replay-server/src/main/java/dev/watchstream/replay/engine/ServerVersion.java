package dev.watchstream.replay.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version that a server says it has: that of a recording, or else a recent one. */
record ServerVersion(int major, int minor, String git) {
  private static final ServerVersion RECENT = new ServerVersion(1, 36, "v1.36.0");
  private static final Pattern GIT = Pattern.compile("v?(\\d{1,3})\\.(\\d{1,3})\\..*");

  static ServerVersion of(@Nullable String git) {
    if (git != null) {
      Matcher matcher = GIT.matcher(git);
      if (matcher.matches()) {
        return new ServerVersion(
            Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), git);
      }
    }
    return RECENT;
  }

  /** Since 1.22 every answer has an audit id, and a watch says its flow schema as well. */
  boolean tellsAuditIds() {
    return major > 1 || minor >= 22;
  }
}
