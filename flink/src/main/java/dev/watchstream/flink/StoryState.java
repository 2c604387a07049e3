package dev.watchstream.flink;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.ServiceStory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
 * The stories of services in Flink's keyed state: for each a snapshot, and the events since.
 * Stories are cached as objects, and written only for a checkpoint, or when the cache is full: as
 * the events since the last write, or, once those are larger than the snapshot, as a new snapshot.
 * So with every state backend the bytes written are proportional to what changed, and a story that
 * is over before a checkpoint is never written.
 *
 * <p>For use by the thread of an operator's task.
 */
final class StoryState {

  /**
   * The default size of a task's cache, in about the bytes of the stories' state; as objects they
   * take several times that.
   */
  static final long MAX_LIVE_BYTES = 32 << 20;

  private final ValueState<byte[]> snapshot;
  private final ListState<byte[]> events;
  private final Report<?> report;
  private final Consumer<String> keySetter;
  private final ClusterEventSerializer serializer = new ClusterEventSerializer();
  private final DataOutputSerializer out = new DataOutputSerializer(1024);

  /** By key, the least recently used first. */
  private final Map<String, LiveStory> live = new LinkedHashMap<>(16, 0.75f, true);

  private final long maxLiveBytes;
  private long liveBytes;

  /**
   * The state of an operator for this report.
   *
   * @param keySetter sets Flink's current key
   * @param maxLiveBytes the size of the cache, in about the bytes of the stories' state
   */
  static StoryState of(
      RuntimeContext context, Report<?> report, Consumer<String> keySetter, long maxLiveBytes) {
    var bytes = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    return new StoryState(
        context.getState(new ValueStateDescriptor<>("snapshot", bytes)),
        context.getListState(new ListStateDescriptor<>("events", bytes)),
        report,
        keySetter,
        maxLiveBytes);
  }

  StoryState(
      ValueState<byte[]> snapshot,
      ListState<byte[]> events,
      Report<?> report,
      Consumer<String> keySetter,
      long maxLiveBytes) {
    this.snapshot = snapshot;
    this.events = events;
    this.report = report;
    this.keySetter = keySetter;
    this.maxLiveBytes = maxLiveBytes;
  }

  /** The story of {@code key}, which must be Flink's current key; null if there is none. */
  @Nullable ServiceStory get(String key) throws Exception {
    LiveStory known = live.get(key);
    if (known == null) {
      known = restore();
      if (known == null) {
        return null;
      }
      keep(key, known);
    }
    return known.story;
  }

  /** Begins the story of {@code key}, which must be Flink's current key. */
  ServiceStory begin(String key, String cluster, ServiceName service) throws Exception {
    LiveStory begun = new LiveStory(new ServiceStory(cluster, service));
    keep(key, begun);
    return begun.story;
  }

  /**
   * To be called when the story of {@code key}, which must be Flink's current key, has accepted an
   * event.
   */
  void accepted(String key, ClusterEvent.Changed event) throws Exception {
    LiveStory story = live(key);
    story.accepted(event);
    liveBytes += story.growth();
    makeRoom(key);
  }

  /** To be called when the story of {@code key} has changed without an event. */
  void changed(String key) {
    LiveStory story = live(key);
    story.changed();
    liveBytes += story.growth();
  }

  /** Removes the story of {@code key}, which must be Flink's current key. */
  void remove(String key) {
    LiveStory gone = live.remove(key);
    liveBytes -= gone == null ? 0 : gone.countedBytes();
    if (gone == null || gone.isInState()) {
      snapshot.clear();
      events.clear();
    }
  }

  /** Writes all that is not in the state yet. Changes Flink's current key. */
  void write() throws Exception {
    for (Map.Entry<String, LiveStory> story : live.entrySet()) {
      write(story.getKey(), story.getValue());
    }
  }

  private LiveStory live(String key) {
    LiveStory known = live.get(key);
    if (known == null) {
      throw new IllegalStateException("nothing is known of the service " + key);
    }
    return known;
  }

  private void keep(String key, LiveStory story) throws Exception {
    live.put(key, story);
    liveBytes += story.growth();
    makeRoom(key);
  }

  /** Writes and removes the least recently used stories while the cache is too large. */
  private void makeRoom(String needed) throws Exception {
    if (liveBytes <= maxLiveBytes) {
      return;
    }
    Iterator<Map.Entry<String, LiveStory>> oldest = live.entrySet().iterator();
    while (liveBytes > maxLiveBytes && oldest.hasNext()) {
      Map.Entry<String, LiveStory> story = oldest.next();
      if (!story.getKey().equals(needed)) {
        write(story.getKey(), story.getValue());
        liveBytes -= story.getValue().countedBytes();
        oldest.remove();
      }
    }
    keySetter.accept(needed);
  }

  private void write(String key, LiveStory story) throws Exception {
    if (story.isWritten()) {
      return;
    }
    keySetter.accept(key);
    if (story.needsSnapshot()) {
      out.clear();
      story.story.writeTo(out);
      snapshot.update(out.getCopyOfBuffer());
      events.clear();
      story.wroteSnapshot(out.length());
    } else {
      List<byte[]> since = new ArrayList<>();
      int length = 0;
      for (ClusterEvent.Changed event : story.unwritten()) {
        out.clear();
        serializer.write(event, out);
        since.add(out.getCopyOfBuffer());
        length += out.length();
      }
      events.addAll(since);
      story.wroteEvents(length);
    }
    liveBytes += story.growth();
  }

  private @Nullable LiveStory restore() throws Exception {
    byte[] bytes = snapshot.value();
    ServiceStory story =
        bytes == null ? null : ServiceStory.readFrom(new DataInputDeserializer(bytes));
    int eventBytes = 0;
    for (byte[] event : events.get()) {
      ClusterEvent.Changed changed =
          (ClusterEvent.Changed) serializer.read(new DataInputDeserializer(event));
      if (story == null) {
        story = new ServiceStory(changed.cluster(), changed.service());
      }
      again(story, changed, report);
      eventBytes += event.length;
    }
    return story == null
        ? null
        : LiveStory.restored(story, bytes == null ? 0 : bytes.length, eventBytes);
  }

  /** Applies an event again, without its rows: they were sent when it first came. */
  private static <F> void again(ServiceStory story, ClusterEvent.Changed event, Report<F> report)
      throws IOException {
    story.accept(event, report, row -> {});
  }
}
