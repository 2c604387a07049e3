package dev.watchstream.replay.faults;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fault, and the requests to which it applies. Several are applied in the given order, the first
 * one closest to the recording.
 *
 * @param fault in its textual form, such as {@code cut@event=3}; {@link FaultUsage#all} has all
 * @param path that a request must have, percent-encoded as it is sent, {@code *} standing for
 *     anything; null for every path
 * @param request the number, from 1, of the only request to which it applies, counted among those
 *     of that path to which it can apply: a fault of a body needs a watch; {@link #EVERY} for all
 *     of them
 */
public record FaultRule(String fault, @Nullable String path, int request) {
  /** For a fault that applies to every request. */
  public static final int EVERY = 0;

  /** Throws IllegalArgumentException for text that is no fault, or a request's number below 0. */
  public FaultRule {
    Objects.requireNonNull(Faults.parse(fault));
    if (request < EVERY) {
      throw new IllegalArgumentException("a request's number is 1 or more, not " + request);
    }
  }

  /**
   * Reads the textual form, such as {@code cut=rst@byte=1000@request=1}.
   *
   * @throws IllegalArgumentException naming what is wrong and what would be right
   */
  public static FaultRule parse(String text) {
    return new FaultText(text).rule();
  }

  /** The same fault, only on paths that match the pattern. */
  public FaultRule onPath(String pattern) {
    return new FaultRule(fault, pattern, request);
  }

  /** Whether the fault can apply to a request of that path. */
  public boolean matches(String requestPath) {
    return path == null
        || Stream.of(path.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.collectingAndThen(Collectors.joining(".*"), Pattern::compile))
            .matcher(requestPath)
            .matches();
  }

  /** The textual form, which {@link #parse} reads. */
  @Override
  public String toString() {
    return fault
        + (path == null ? "" : "@path=" + path)
        + (request == EVERY ? "" : "@request=" + request);
  }
}
