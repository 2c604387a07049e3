package dev.watchstream.benchmarks.contender;

/**
 * A whole stream, and what its reader knows in advance because it sent the request.
 *
 * @param bytes the stream; must not be changed
 * @param resource what was asked for
 * @param form how the answer is framed
 * @param chunkBytes how many bytes arrive at a time, or {@link #WHOLE}
 */
// The array is not copied: a copy would be read from another place in memory.
@SuppressWarnings("ArrayRecordComponent")
public record Input(byte[] bytes, Resource resource, Form form, int chunkBytes) {

  /** All bytes arrive at once. */
  public static final int WHOLE = 0;

  /** What a client asks for. */
  public enum Resource {
    /** {@code /api/v1/endpoints}. */
    ENDPOINTS("Endpoints"),
    /** {@code /apis/discovery.k8s.io/v1/endpointslices}. */
    ENDPOINT_SLICES("EndpointSlice");

    private final String kind;

    Resource(String kind) {
      this.kind = kind;
    }
  }

  /** How objects follow one another. */
  public enum Form {
    /** One watch event per line, as an API server sends them. */
    WATCH,
    /** Watch events over many lines each. */
    PRETTY_WATCH,
    /** One list object. */
    LIST
  }

  /** The kind of its objects; the items of a list do not say it themselves. */
  String kind() {
    return resource.kind;
  }

  /** Whether the bytes arrive in chunks that do not end at events. */
  public boolean isChunked() {
    return chunkBytes != WHOLE;
  }

  /** The number of bytes of a chunk; of the whole input where it is not chunked. */
  int pieceBytes() {
    return isChunked() ? chunkBytes : Math.max(1, bytes.length);
  }
}
