package dev.watchstream.flink;

import java.util.HashSet;
import java.util.Set;
import org.apache.flink.util.FlinkRuntimeException;

/** The ids of all splits that were found so far in a folder that grows, up to a limit. */
final class KnownSplits {

  /** Of memory, roughly; some 600,000 clusters. */
  static final long MAX_BYTES = 64L << 20;

  /** What a set takes for each of its strings, beside the characters. */
  private static final int BYTES_EACH = 88;

  private final long maxBytes;
  private final Set<String> ids = new HashSet<>();
  private long bytes;

  KnownSplits(Set<String> ids, long maxBytes) {
    this.maxBytes = maxBytes;
    ids.forEach(this::add);
  }

  /**
   * Whether it is a new one.
   *
   * @throws FlinkRuntimeException if there are too many
   */
  boolean add(String id) {
    if (!ids.add(id)) {
      return false;
    }
    bytes += BYTES_EACH + 2L * id.length();
    if (bytes > maxBytes) {
      throw new FlinkRuntimeException(
          "%d clusters have names that take more than %d bytes, the most of one job: give each of several jobs a part of the folder"
              .formatted(ids.size(), maxBytes));
    }
    return true;
  }

  /** All of them, for a checkpoint. */
  Set<String> ids() {
    return ids;
  }
}
