package dev.watchstream.flink;

import java.util.HashSet;
import java.util.Set;
import org.apache.flink.util.FlinkRuntimeException;

/** The ids of all splits found so far in a growing folder, up to a limit of memory. */
final class KnownSplits {

  /** About the memory for 600,000 clusters. */
  static final long MAX_BYTES = 64L << 20;

  /** The memory of a string in a set, without its characters. */
  private static final int BYTES_EACH = 88;

  private final long maxBytes;
  private final Set<String> ids = new HashSet<>();
  private long bytes;

  KnownSplits(Set<String> ids, long maxBytes) {
    this.maxBytes = maxBytes;
    ids.forEach(this::add);
  }

  /**
   * Adds an id; returns whether it is new.
   *
   * @throws FlinkRuntimeException if the ids take more than the limit
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

  /** All ids, for a checkpoint. */
  Set<String> ids() {
    return ids;
  }
}
