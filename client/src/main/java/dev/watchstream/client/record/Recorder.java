package dev.watchstream.client.record;

import dev.watchstream.client.time.WatchTime;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.RecordingInfo.Ended;
import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.fixtures.RecordingInfo.Request;
import dev.watchstream.fixtures.RecordingInfo.Response;
import dev.watchstream.fixtures.RecordingWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records what a watch reads: the bodies of its watches one after another, decompressed, byte for
 * byte and in the chunks that the server sent; lists are not recorded. Give it to {@code
 * EndpointsWatch.Builder.recordTo}; with {@code InitialState.WATCH} the recording begins with the
 * whole state.
 *
 * <p>Each resumed watch begins a segment, and a gap marks where something is or may be missing. A
 * chunk is written when the event in which it ends is complete, so that a recorder that is killed
 * leaves whole events. When a connection is cut inside an event and the watch is resumed, the
 * incomplete event is dropped and noted as a gap, because the resumed watch sends the event again;
 * when nothing follows, it is written as it came.
 *
 * <p>Chunks are exact over HTTP/1.1 up to {@link #MAX_HELD_BYTES}, also inside TLS; larger ones are
 * split, and of an event in more than {@link #MAX_HELD_CHUNKS} the last ones are one. Through a
 * SOCKS proxy a chunk is what one read returned.
 *
 * <p>Memory is that of one chunk and one event. All methods but {@link #bytes()}, {@link
 * #recordings()} and {@link #isFull()} are for one thread; {@link #close()} is to be called when
 * the watch has ended.
 */
public final class Recorder implements AutoCloseable {

  /**
   * The largest chunk kept whole, 16 MiB: twice what an API server takes for an object and its old
   * state.
   */
  public static final int MAX_HELD_BYTES = 16 << 20;

  /** The most chunks of one event that are kept apart, 65,536: with their times 2 MiB. */
  public static final int MAX_HELD_CHUNKS = 64 << 10;

  /** Half of what a reader accepts. */
  private static final long MAX_CHUNKS = 4_000_000;

  /** {@code recording.json} is written anew for each segment, so there must not be too many. */
  private static final int MAX_SEGMENTS = 5_000;

  /** Headers that are secret, or could be. */
  private static final List<String> SECRET_HEADERS =
      List.of("set-cookie", "set-cookie2", "www-authenticate", "proxy-authenticate");

  /** A chunk that has arrived: when, and how much of {@link #held} it is. */
  private record Mark(long nanos, int length) {}

  private final Path folder;
  private final Limit limit;
  private final Limit rotation;
  private final @Nullable Redaction redaction;
  private final @Nullable String serverVersion;
  private WatchTime time = WatchTime.system();

  private @Nullable RecordingWriter writer;
  private @Nullable Request request;
  private @Nullable Response response;
  private int segments;
  private long chunks;
  private long requestNanos;
  private long startNanos;
  private long firstNanos;
  private boolean isStarted;
  private volatile int recordings = 1;
  private volatile long closedBytes;
  private volatile long bytes;
  private volatile boolean isFull;

  /** What has arrived and is not written; begins at {@link #heldStart} of the current body. */
  private byte[] held = new byte[64 << 10];

  private int heldLength;
  private long heldStart;
  private long work;
  private final List<Mark> marks = new ArrayList<>();
  private int marked;

  /** Where the last event ends in the current body, with the space after it that was seen. */
  private long eventEnd;

  private @Nullable String lastVersion;
  private boolean wasClean;

  private Recorder(Builder builder) {
    this.folder = builder.folder;
    this.limit = builder.limit;
    this.rotation = builder.rotation;
    this.redaction = builder.redaction;
    this.serverVersion = builder.serverVersion;
  }

  /** A recorder that will create this folder, which must not exist yet, or be empty. */
  public static Builder to(Path folder) {
    return new Builder(folder);
  }

  /** How many recordings there are: more than one when they rotate. */
  public int recordings() {
    return recordings;
  }

  /** How much was written, over all recordings when they rotate. */
  public long bytes() {
    return bytes;
  }

  /** Whether a limit was reached, upon which the watch stops. */
  public boolean isFull() {
    return isFull;
  }

  /**
   * Ends the recording, with all that has arrived. To be called when the watch has ended. If no
   * watch was ever answered, there is no recording.
   */
  @Override
  public void close() throws IOException {
    if (writer == null) {
      return;
    }
    // Whatever cannot be written, the files are closed.
    try (RecordingWriter open = writer) {
      writeMarked(marked);
      if (heldLength > 0) {
        if (redaction == null) {
          append(lastNanos(), held, 0, heldLength);
        } else {
          open.gap(heldLength + " bytes of an event that was cut");
        }
      }
      open.close(wasClean && heldLength == 0 ? Ended.CLEAN : Ended.CUT);
    } finally {
      writer = null;
    }
  }

  // ---- what the watch calls

  /** The clock; the system's by default. */
  public void useTime(WatchTime newTime) {
    time = newTime;
  }

  /** A request is about to be sent. */
  public void requested() {
    requestNanos = time.nanoTime();
  }

  /**
   * {@code resumedFrom} is the version that the watch resumes from; null if it begins with its
   * state.
   */
  public void opened(Request newRequest, Response newResponse, @Nullable String resumedFrom)
      throws IOException {
    request = newRequest;
    response = newResponse;
    if (writer == null) {
      startNanos = requestNanos;
      if (!isStarted) {
        firstNanos = requestNanos;
        isStarted = true;
      }
      writer = create(part());
    } else {
      dropTornEvent();
      segment(resumedFrom);
      if (resumedFrom == null || !resumedFrom.equals(lastVersion)) {
        writer.gap("the state was read anew: changes before this are missing");
      }
    }
    lastVersion = resumedFrom;
    heldStart = 0;
    heldLength = 0;
    marks.clear();
    marked = 0;
    eventEnd = 0;
    wasClean = false;
  }

  /** The next bytes of the body; the array is copied. */
  public void bytes(byte[] source, int offset, int length) {
    if (heldLength + length > held.length) {
      held = Arrays.copyOf(held, Math.max(held.length * 2, heldLength + length));
    }
    System.arraycopy(source, offset, held, heldLength, length);
    heldLength += length;
  }

  /** Events up to here were read, and the watch has reached that version. */
  public void parsed(long newEventEnd, @Nullable String version) throws IOException {
    eventEnd = Math.max(eventEnd, newEventEnd);
    lastVersion = version;
    if (heldLength - marked > MAX_HELD_BYTES) {
      endOfChunk();
    }
  }

  /** All bytes since the last call were one chunk. */
  public void endOfChunk() throws IOException {
    if (heldLength > marked) {
      int length = heldLength - marked;
      if (marks.size() == MAX_HELD_CHUNKS) {
        length += marks.remove(marks.size() - 1).length;
      }
      marks.add(new Mark(time.nanoTime() - startNanos, length));
      marked = heldLength;
    }
    writeComplete();
    checkLimits();
  }

  /** The body is over. */
  public void ended(long lastEventEnd, boolean isClean) throws IOException {
    eventEnd = Math.max(eventEnd, lastEventEnd);
    wasClean = isClean;
    endOfChunk();
  }

  // ---- writing

  /** Writes what belongs to complete events: chunks as a whole, or redacted events. */
  private void writeComplete() throws IOException {
    int complete = complete();
    if (redaction != null) {
      if (complete > 0) {
        byte[] redacted = redaction.apply(held, 0, complete);
        append(lastNanos(), redacted, 0, redacted.length);
        drop(complete);
        marks.clear();
        marked = heldLength;
      }
      return;
    }
    writeMarked(complete);
  }

  /** Writes the chunks that lie before a place in {@link #held}. */
  private void writeMarked(int end) throws IOException {
    if (redaction != null) {
      return;
    }
    int written = 0;
    int length = 0;
    while (written < marks.size() && length + marks.get(written).length <= end) {
      Mark mark = marks.get(written++);
      append(mark.nanos, held, length, mark.length);
      length += mark.length;
    }
    marks.subList(0, written).clear();
    marked -= length;
    drop(length);
  }

  /** How many of the held bytes are complete events and the space after them. */
  private int complete() {
    int end = (int) Math.max(0, Math.min(heldLength, eventEnd - heldStart));
    while (end < heldLength && eventEnd > 0 && isSpace(held[end])) {
      end++;
      work++;
    }
    if (end > 0) {
      eventEnd = heldStart + end; // so that space is looked at once
    }
    return end;
  }

  private static boolean isSpace(byte b) {
    return b == '\n' || b == '\r' || b == ' ' || b == '\t';
  }

  private void dropTornEvent() throws IOException {
    int complete = complete();
    int torn = heldLength - complete;
    if (complete > 0 && redaction == null) {
      append(lastNanos(), held, 0, complete);
    }
    if (torn > 0) {
      opened()
          .gap(torn + " bytes of an event that was cut; the watch was resumed before the event");
    }
  }

  private long lastNanos() {
    return marks.isEmpty() ? time.nanoTime() - startNanos : marks.get(marks.size() - 1).nanos;
  }

  private void append(long nanos, byte[] source, int offset, int length) throws IOException {
    RecordingWriter open = opened();
    open.append(nanos, source, offset, length);
    chunks++;
    bytes = closedBytes + open.bytes();
  }

  private void drop(int length) {
    heldLength -= length;
    heldStart += length;
    if (length > 0) {
      System.arraycopy(held, length, held, 0, heldLength);
      work += heldLength;
    }
  }

  /** How many held bytes were moved or looked at so far. */
  long work() {
    return work;
  }

  private void checkLimits() throws IOException {
    long now = time.nanoTime();
    if (limit.isReachedBy(bytes, now - firstNanos)) {
      isFull = true;
      return;
    }
    boolean isPartFull =
        rotation.isReachedBy(bytes - closedBytes, now - startNanos)
            || chunks >= MAX_CHUNKS
            || segments >= MAX_SEGMENTS;
    if (isPartFull && heldLength == 0) {
      rotate();
    }
  }

  /** Between two events: goes on in another folder, and notes there which one came before. */
  private void rotate() throws IOException {
    String before = part().getFileName().toString();
    opened().close(Ended.CUT);
    closedBytes = bytes;
    chunks = 0;
    segments = 0;
    int next = recordings + 1;
    recordings = next;
    startNanos = time.nanoTime();
    writer = create(part());
    segment(lastVersion);
    opened().gap("this goes on where " + before + " ends, which has the state before");
  }

  private void segment(@Nullable String resourceVersion) throws IOException {
    segments++;
    opened()
        .segment(query(), redaction == null ? resourceVersion : redaction.version(resourceVersion));
  }

  private Path part() {
    return part(folder, recordings);
  }

  /** The folder, or beside it {@code folder-2}, {@code folder-3} … when recordings rotate. */
  private static Path part(Path folder, int number) {
    return number == 1 ? folder : folder.resolveSibling(folder.getFileName() + "-" + number);
  }

  private RecordingWriter create(Path path) throws IOException {
    Response head = Objects.requireNonNull(response);
    List<Header> headers =
        head.headers().stream()
            .filter(header -> !SECRET_HEADERS.contains(header.name().toLowerCase(Locale.ROOT)))
            .toList();
    RecordingInfo info =
        RecordingInfo.of(
            Objects.requireNonNull(request),
            new Response(head.status(), headers),
            serverVersion,
            time.now().minusNanos(time.nanoTime() - startNanos));
    return RecordingWriter.create(path, redaction == null ? info : redaction.apply(info));
  }

  private @Nullable String query() {
    String query = Objects.requireNonNull(request).query();
    return redaction == null || query == null ? query : redaction.query(query);
  }

  private RecordingWriter opened() {
    return Objects.requireNonNull(writer, "no watch was answered");
  }

  /**
   * Configures where to record, and how much. For one thread. A limit that is not above zero is an
   * {@link IllegalArgumentException}.
   */
  public static final class Builder {
    private final Path folder;
    private Limit limit = Limit.NONE;
    private Limit rotation = Limit.NONE;
    private @Nullable Redaction redaction;
    private @Nullable String serverVersion;

    private Builder(Path folder) {
      this.folder = folder.toAbsolutePath().normalize();
    }

    /** Stops after the chunk with which the recording reaches this many bytes, 1 or more. */
    public Builder maxBytes(long most) {
      limit = limit.withBytes(most);
      return this;
    }

    /** Stops after the first chunk that comes at least this long after the first request. */
    public Builder maxDuration(Duration most) {
      limit = limit.withDuration(most);
      return this;
    }

    /** Goes on in another folder, {@code folder-2} and so on, when one has this many bytes. */
    public Builder rotateBytes(long most) {
      rotation = rotation.withBytes(most);
      return this;
    }

    /** Goes on in another folder, {@code folder-2} and so on, after this long. */
    public Builder rotateAfter(Duration most) {
      rotation = rotation.withDuration(most);
      return this;
    }

    /** Writes pseudonyms instead of names; bytes and chunks then differ from those on the wire. */
    public Builder redaction(Redaction newRedaction) {
      redaction = newRedaction;
      return this;
    }

    /**
     * Notes the server's Kubernetes version, so that a replay plays that one: {@code
     * ApiServer.askVersion()}. Null when it is not known.
     */
    public Builder serverVersion(@Nullable String version) {
      serverVersion = version;
      return this;
    }

    /**
     * The recorder; nothing is created before a watch is answered.
     *
     * @throws IOException if the folder exists and is not empty, or the one to go on in
     */
    public Recorder build() throws IOException {
      RecordingWriter.requireFree(folder);
      if (!rotation.equals(Limit.NONE)) {
        // Left by an earlier recording; it would end this one hours later.
        RecordingWriter.requireFree(part(folder, 2));
      }
      return new Recorder(this);
    }
  }
}
