package dev.watchstream.parser.recall;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an object's last event said: what the next one is held against. */
final class RememberedObject {

  private static final RememberedRun[] NO_RUNS = {};
  private static final Passage[] NO_PASSAGES = {};

  /** What an object takes besides its bytes and addresses, roughly. */
  private static final long BYTES_OF_OBJECT = 512;

  /** In the arrays of runs and of passages, which stay as long as they ever were. */
  private static final long BYTES_OF_PLACE = 16;

  /** A list with more addresses is not searched. */
  private static final int MOST_SEARCHED = 16;

  final boolean isSlice;
  final @Nullable String namespace;
  final @Nullable String name;
  final @Nullable String uid;

  /** A slice's service, if it is that of its last event. */
  final @Nullable String serviceName;

  /** Namespace, name and uid, as they are on the wire. */
  private final byte[] identity;

  private final int nameStart;
  private final int uidStart;

  /** How its last events began, the last one first: some annotations come and go. */
  Passage opening;

  @Nullable Passage otherOpening;

  /** The passages of its last event that follow each run. */
  private Passage[] passages = NO_PASSAGES;

  private RememberedRun[] runs = NO_RUNS;
  private int runCount;

  /** How many runs an event may look at in search of its own: they may be as many as its bytes. */
  private static final int MOST_SEARCHES = 64 << 10;

  /** In this event. */
  private int searches;

  private @Nullable RememberedRun found;
  private int foundIndex;
  private int foundEqualBytes;

  /** A run that was and is no more: some come and go. */
  private @Nullable RememberedRun spare;

  // Of the Memory.

  final int hash;
  int index;
  boolean isSeen;
  long accounted;
  @Nullable RememberedObject nextInSlot;

  RememberedObject(EndpointsEvent event, Passage opening) {
    isSlice = event.isSlice();
    namespace = event.namespace();
    name = event.name();
    uid = event.uid();
    serviceName = event.serviceName();
    byte[] namespaceBytes = utf8(namespace);
    byte[] nameBytes = utf8(name);
    byte[] uidBytes = utf8(uid);
    nameStart = namespaceBytes.length;
    uidStart = nameStart + nameBytes.length;
    identity = Arrays.copyOf(namespaceBytes, uidStart + uidBytes.length);
    System.arraycopy(nameBytes, 0, identity, nameStart, nameBytes.length);
    System.arraycopy(uidBytes, 0, identity, uidStart, uidBytes.length);
    hash = Bytes.hash(identity, 0, nameStart) * 31 + Bytes.hash(identity, nameStart, uidStart);
    this.opening = opening;
  }

  private static byte[] utf8(@Nullable String text) {
    return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a first passage says this object's namespace and name. */
  boolean isNamed(Passage.Opening says, Shape.Found found) {
    return isSlice == says.isSlice()
        && Passage.says(identity, nameStart, uidStart, says.name(), found)
        && Passage.says(identity, 0, nameStart, says.namespace(), found);
  }

  /** Whether a first passage says this object's uid. */
  boolean hasUid(Passage.Opening says, Shape.Found found) {
    return Passage.says(identity, uidStart, identity.length, says.uid(), found);
  }

  void rememberOpening(Passage newOpening) {
    if (newOpening == opening) {
      return;
    }
    otherOpening = opening;
    opening = newOpening;
  }

  /** For tests that tamper with it. */
  RememberedRun run(int index) {
    return runs[index];
  }

  /** The passage to try first behind the run of that index. */
  @Nullable Passage passage(int run) {
    return run < runCount ? passages[run] : null;
  }

  /** Another event is held against this. */
  void beginEvent() {
    searches = 0;
    for (int i = 0; i < runCount; i++) {
      runs[i].isUsed = false;
    }
  }

  /** A run for the one that begins in the window to be held against; null if there is none. */
  @Nullable RememberedRun takeRun(
      Passage.Run kind, int separatorLength, int number, Window window) {
    RememberedRun run = findRun(kind, number, window.bytes, window.start + window.at, window.end);
    if (run == null || run.separatorLength != separatorLength) {
      return null;
    }
    run.isUsed = true;
    return run;
  }

  private @Nullable RememberedRun findRun(
      Passage.Run kind, int number, byte[] in, int start, int limit) {
    RememberedRun inPlace = number < runCount && runs[number].fits(kind) ? runs[number] : null;
    if (inPlace != null && (runCount <= 2 || inPlace.beginsLike(in, start, limit))) {
      return inPlace;
    }
    // Subsets are ordered by a hash of what is in them: they change places.
    for (int i = 0; i < runCount && searches < MOST_SEARCHES; i++) {
      searches++;
      if (runs[i].fits(kind) && runs[i].beginsLike(in, start, limit)) {
        return runs[i];
      }
    }
    for (int i = 0; i < runCount && inPlace == null && searches < MOST_SEARCHES; i++) {
      searches++;
      inPlace = runs[i].fits(kind) ? runs[i] : null;
    }
    return inPlace;
  }

  /**
   * Looks in the lists of the other kind for the address whose element begins as the one at {@code
   * p} does.
   */
  boolean findInOtherLists(Passage.Run kind, byte[] in, int p, int limit) {
    if (kind == Passage.Run.ENDPOINTS) {
      return false;
    }
    for (int i = 0; i < runCount && searches < MOST_SEARCHES; i++) {
      searches++;
      RememberedRun run = runs[i];
      if (run.kind != kind && run.count <= MOST_SEARCHED) {
        int index = run.findAlike(in, p, limit, 0, run.count);
        if (index >= 0) {
          found = run;
          foundIndex = index;
          int from = run.base + run.start(index);
          int to = run.base + run.ends[index];
          foundEqualBytes =
              Bytes.equalPrefix(in, p, Math.min(limit, p + to - from), run.bytes, from, to);
          return true;
        }
      }
    }
    return false;
  }

  /** The address that {@link #findInOtherLists} found. */
  Address foundAddress() {
    return Objects.requireNonNull(found).addresses[foundIndex];
  }

  /** How many bytes of the element that was looked for equal that of the one that was found. */
  int foundEqualBytes() {
    return foundEqualBytes;
  }

  /** What no run of the event was held against is gone. */
  void addUnusedRunsTo(Differences differences) {
    for (int i = 0; i < runCount; i++) {
      if (!runs[i].isUsed) {
        differences.addGone(runs[i], 0, runs[i].count);
      }
    }
  }

  /** Takes what the event that is complete said for what the next one is held against. */
  void remember(
      CurrentRun[] current,
      @Nullable RememberedRun[] before,
      @Nullable Passage[] newPassages,
      int newRunCount,
      Window window) {
    if (newRunCount > passages.length) {
      passages = Arrays.copyOf(passages, newRunCount);
      runs = Arrays.copyOf(runs, newRunCount);
    }
    for (int i = 0; i < runCount; i++) {
      if (!runs[i].isUsed) {
        spare = runs[i];
        spare.clear();
      }
    }
    for (int i = 0; i < newRunCount; i++) {
      RememberedRun run = before[i];
      if (run == null) {
        run = spare == null ? new RememberedRun() : spare;
        spare = null;
      }
      run.update(
          current[i], window.bytes, window.start + current[i].start, window.isCallersChunk());
      runs[i] = run;
      passages[i] = Objects.requireNonNull(newPassages[i]);
    }
    if (newRunCount < runCount) {
      Arrays.fill(runs, newRunCount, runCount, null);
      Arrays.fill(passages, newRunCount, runCount, null);
    }
    runCount = newRunCount;
  }

  /** Adds the runs whose bytes are in the caller's chunk since its last event. */
  void addLentTo(List<RememberedRun> lent) {
    for (int i = 0; i < runCount; i++) {
      if (runs[i].isNewlyLent()) {
        runs[i].isLent = true;
        lent.add(runs[i]);
      }
    }
  }

  /** The memory that it takes, in bytes, roughly. */
  long size() {
    long bytes = BYTES_OF_OBJECT + 3L * identity.length + opening.size();
    bytes += (long) runs.length * BYTES_OF_PLACE;
    if (otherOpening != null) {
      bytes += otherOpening.size();
    }
    if (serviceName != null) {
      bytes += serviceName.length();
    }
    if (spare != null) {
      bytes += spare.size();
    }
    for (int i = 0; i < runCount; i++) {
      bytes += runs[i].size();
      // Often it is another's, too: counted for each, as each keeps it.
      bytes += passages[i].size();
    }
    return bytes;
  }
}
