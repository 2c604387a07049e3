package dev.watchstream.replay.version;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Kubernetes version that is played, and all that depends on it: whoever answers differently by
 * version asks here.
 *
 * @param git such as {@code v1.21.3}
 * @param watchList whether {@code sendInitialEvents} is served; else it is refused as by a server
 *     whose feature gate WatchList is off, and clients fall back on lists
 */
public record ServerVersion(int major, int minor, String git, boolean watchList) {
  private static final ServerVersion RECENT = new ServerVersion(1, 36, "v1.36.0", true);

  private static final Pattern GIT = Pattern.compile("v?(\\d{1,3})\\.(\\d{1,3})\\..*");

  /**
   * That of a recording, or else a recent one.
   *
   * @param git as a recording tells it; null when none does
   */
  public static ServerVersion of(@Nullable String git) {
    if (git != null) {
      Matcher matcher = GIT.matcher(git);
      if (matcher.matches()) {
        return new ServerVersion(
            Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), git, true);
      }
    }
    return RECENT;
  }

  public ServerVersion withWatchList(boolean served) {
    return new ServerVersion(major, minor, git, served);
  }

  /** Since 1.22 every answer has an audit id, and a watch says its flow schema as well. */
  public boolean tellsAuditIds() {
    return major > 1 || minor >= 22;
  }
}
