package dev.watchstream.flink;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.ServiceStory;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The stories of services in Flink's keyed state: of each a snapshot and the events since. An event
 * is appended, whatever the service holds; when they are as many bytes as the snapshot, another one
 * replaces both. So a state backend that keeps bytes (RocksDB) writes in proportion to what
 * changed, and reads only what is not among the stories that are kept alive here.
 *
 * <p>For the one thread of an operator's task, and the key that Flink has set.
 */
final class StoryState {

  /** Of a task, unless told otherwise. Objects take several times the bytes of their state. */
  static final long MAX_LIVE_BYTES = 32 << 20;

  /** Smaller snapshots are not worth to be replaced by another after each of a few events. */
  private static final int SMALL_BYTES = 4 << 10;

  private static final class Live {
    final ServiceStory story;
    int snapshotBytes;
    int eventBytes;

    Live(ServiceStory story) {
      this.story = story;
    }

    int bytes() {
      return snapshotBytes + eventBytes;
    }
  }

  private final ValueState<byte[]> snapshot;
  private final ListState<byte[]> events;
  private final Report<?> report;
  private final ClusterEventSerializer serializer = new ClusterEventSerializer();
  private final DataOutputSerializer out = new DataOutputSerializer(1024);

  /** By key; the one that was not asked for longest comes first. */
  private final Map<String, Live> live = new LinkedHashMap<>(16, 0.75f, true);

  private final long maxLiveBytes;
  private long liveBytes;

  /**
   * The state of the operator that tells this report.
   *
   * @param maxLiveBytes what the stories that are kept alive may take, counted in the bytes of
   *     their state
   */
  static StoryState of(RuntimeContext context, Report<?> report, long maxLiveBytes) {
    var bytes = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    return new StoryState(
        context.getState(new ValueStateDescriptor<>("snapshot", bytes)),
        context.getListState(new ListStateDescriptor<>("events", bytes)),
        report,
        maxLiveBytes);
  }

  StoryState(
      ValueState<byte[]> snapshot, ListState<byte[]> events, Report<?> report, long maxLiveBytes) {
    this.snapshot = snapshot;
    this.events = events;
    this.report = report;
    this.maxLiveBytes = maxLiveBytes;
  }

  /** The story of the key that Flink has set; null if nothing is known of it. */
  @Nullable ServiceStory get(String key) throws Exception {
    Live known = live.get(key);
    if (known == null) {
      known = restore();
      if (known == null) {
        return null;
      }
      keep(key, known);
    }
    return known.story;
  }

  /** Begins the story of the key that Flink has set. */
  ServiceStory begin(String key, String cluster, ServiceName service) {
    Live begun = new Live(new ServiceStory(cluster, service));
    keep(key, begun);
    return begun.story;
  }

  /** The story of the key that Flink has set has accepted an event. */
  void accepted(String key, ClusterEvent.Changed event) throws Exception {
    Live changed = live(key);
    out.clear();
    serializer.write(event, out);
    changed.eventBytes += out.length();
    liveBytes += out.length();
    if (changed.eventBytes > Math.max(SMALL_BYTES, changed.snapshotBytes)) {
      save(key);
    } else {
      events.add(out.getCopyOfBuffer());
    }
    makeRoom(key);
  }

  /** Keeps the story as it is now. */
  void save(String key) throws Exception {
    Live changed = live(key);
    out.clear();
    changed.story.writeTo(out);
    snapshot.update(out.getCopyOfBuffer());
    events.clear();
    liveBytes += out.length() - changed.bytes();
    changed.snapshotBytes = out.length();
    changed.eventBytes = 0;
    makeRoom(key);
  }

  /** Nothing is left to know of it. */
  void remove(String key) {
    Live gone = live.remove(key);
    liveBytes -= gone == null ? 0 : gone.bytes();
    snapshot.clear();
    events.clear();
  }

  private Live live(String key) {
    Live known = live.get(key);
    if (known == null) {
      throw new IllegalStateException("nothing is known of the service " + key);
    }
    return known;
  }

  private void keep(String key, Live story) {
    live.put(key, story);
    liveBytes += story.bytes();
    makeRoom(key);
  }

  /** Lets go of those that were not asked for longest, which are whole in the state. */
  private void makeRoom(String needed) {
    Iterator<Map.Entry<String, Live>> oldest = live.entrySet().iterator();
    while (liveBytes > maxLiveBytes && oldest.hasNext()) {
      Map.Entry<String, Live> story = oldest.next();
      if (!story.getKey().equals(needed)) {
        liveBytes -= story.getValue().bytes();
        oldest.remove();
      }
    }
  }

  private @Nullable Live restore() throws Exception {
    byte[] bytes = snapshot.value();
    Live restored =
        bytes == null ? null : new Live(ServiceStory.readFrom(new DataInputDeserializer(bytes)));
    if (restored != null) {
      restored.snapshotBytes = bytes.length;
    }
    for (byte[] event : events.get()) {
      ClusterEvent.Changed changed =
          (ClusterEvent.Changed) serializer.read(new DataInputDeserializer(event));
      if (restored == null) {
        restored = new Live(new ServiceStory(changed.cluster(), changed.change().service()));
      }
      again(restored.story, changed, report);
      restored.eventBytes += event.length;
    }
    return restored;
  }

  /** Its rows were told when it came. */
  private static <F> void again(ServiceStory story, ClusterEvent.Changed event, Report<F> report)
      throws IOException {
    story.accept(event, report, row -> {});
  }
}
