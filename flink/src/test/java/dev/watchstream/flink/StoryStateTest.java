package dev.watchstream.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.FileTree;
import dev.watchstream.fixtures.RecordedCluster;
import dev.watchstream.fixtures.RecordedClusters;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.ClusterReading;
import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.Row;
import dev.watchstream.timeline.fleet.ServiceStory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes read and written for the state of one service with a thousand pods. */
class StoryStateTest {

  private static final String KEY = "service";

  @TempDir Path root;

  private final Snapshot snapshot = new Snapshot();
  private final Events events = new Events();

  /** The keys that were set since the last event. */
  private final List<String> keys = new ArrayList<>();

  @Test
  void with_a_checkpoint_behind_each_event_it_costs_what_it_changed_and_not_what_the_service_holds()
      throws Exception {
    StoryState state = state(StoryState.MAX_LIVE_BYTES);
    List<Row<Rollout>> rows = new ArrayList<>();
    long changed = 0;
    long held = 0;
    int at = 0;
    for (ClusterEvent.Changed event : rollout()) {
      ServiceStory story = accept(state, event, rows);
      state.write();
      changed += size(event);
      held += at++ % 50 == 0 ? 50 * bytes(story).length : 0;
    }
    assertThat(rows).isNotEmpty();
    assertThat(snapshot.read).as("events are read after a restore alone").isZero();
    assertThat(events.read).isZero();
    long written = snapshot.written + events.written;
    assertThat(written).isLessThan(3 * changed);
    assertThat(written).as("against all of the state at each event").isLessThan(held / 20);
  }

  @Test
  void without_a_checkpoint_nothing_is_written() throws Exception {
    StoryState state = state(StoryState.MAX_LIVE_BYTES);
    for (ClusterEvent.Changed event : rollout()) {
      accept(state, event, new ArrayList<>());
    }
    state.remove(KEY);
    state.write();
    assertThat(snapshot.written + events.written).isZero();
    assertThat(keys).isEmpty();
  }

  @Test
  void a_story_that_is_restored_goes_on_as_it_would_have_gone_on() throws Exception {
    List<Row<Rollout>> expected = new ArrayList<>();
    List<Row<Rollout>> rows = new ArrayList<>();
    List<ClusterEvent.Changed> changes = rollout();
    ServiceStory whole =
        new ServiceStory(changes.get(0).cluster(), changes.get(0).change().service());
    StoryState state = state(StoryState.MAX_LIVE_BYTES);
    int at = 0;
    for (ClusterEvent.Changed event : changes) {
      whole.accept(event, Report.ROLLOUTS, expected::add);
      if (at++ % 20 == 0) {
        state.write();
        state = state(StoryState.MAX_LIVE_BYTES);
        assertThat(bytes(accept(state, event, rows))).isEqualTo(bytes(whole));
      } else {
        accept(state, event, rows);
      }
    }
    assertThat(rows).isEqualTo(expected).isNotEmpty();
  }

  @Test
  void only_so_many_bytes_are_kept_alive() throws Exception {
    StoryState state = state(0);
    List<ClusterEvent.Changed> changes = rollout();
    accept(state, changes.get(0), new ArrayList<>());
    accept(state, changes.get(1), new ArrayList<>());
    assertThat(events.read + snapshot.read).as("one is kept: that of the last key").isZero();
    state.begin("another", "east", changes.get(0).service());
    assertThat(keys).as("it is written under its own key").endsWith(KEY, "another");
    accept(state, changes.get(2), new ArrayList<>());
    assertThat(events.read + snapshot.read).isPositive();
  }

  @Test
  void a_story_that_grows_is_counted_with_what_it_has_grown_to() throws Exception {
    StoryState state = state(50_000); // of a thousand pods' 225,000
    List<ClusterEvent.Changed> changes = rollout();
    for (ClusterEvent.Changed event : changes) {
      accept(state, event, new ArrayList<>());
    }
    keys.clear();
    state.begin("another", "east", changes.get(0).service());
    assertThat(keys).as("there is no room for both").containsExactly(KEY, "another");
  }

  private StoryState state(long maxLiveBytes) {
    return new StoryState(snapshot, events, Report.ROLLOUTS, keys::add, maxLiveBytes);
  }

  private ServiceStory accept(StoryState state, ClusterEvent.Changed event, List<Row<Rollout>> rows)
      throws Exception {
    ServiceStory story = state.get(KEY);
    keys.clear();
    if (story == null) {
      story = state.begin(KEY, event.cluster(), event.change().service());
    }
    story.accept(event, Report.ROLLOUTS, rows::add);
    state.accepted(KEY, event);
    return story;
  }

  private List<ClusterEvent.Changed> rollout() throws IOException {
    new Fleet(root).ship("fleet-rollout");
    FileTree tree = FileTree.of(root);
    RecordedCluster cluster = RecordedClusters.find(tree).clusters().get(0);
    List<ClusterEvent.Changed> changes = new ArrayList<>();
    try (ClusterReading reading = new ClusterReading(tree, cluster, bytes -> {})) {
      for (ClusterEvent event = reading.next(); event != null; event = reading.next()) {
        changes.add((ClusterEvent.Changed) event);
      }
    }
    return changes;
  }

  private static int size(ClusterEvent event) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1024);
    new ClusterEventSerializer().write(event, out);
    return out.length();
  }

  private static byte[] bytes(ServiceStory story) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1024);
    story.writeTo(out);
    return out.getCopyOfBuffer();
  }

  private static final class Snapshot implements ValueState<byte[]> {
    private byte[] bytes;
    private long read;
    private long written;

    @Override
    public byte[] value() {
      read += bytes == null ? 0 : bytes.length;
      return bytes;
    }

    @Override
    public void update(byte[] value) {
      bytes = value;
      written += value.length;
    }

    @Override
    public void clear() {
      bytes = null;
    }
  }

  private static final class Events implements ListState<byte[]> {
    private final List<byte[]> all = new ArrayList<>();
    private long read;
    private long written;

    @Override
    public Iterable<byte[]> get() {
      all.forEach(event -> read += event.length);
      return List.copyOf(all);
    }

    @Override
    public void add(byte[] event) {
      all.add(event);
      written += event.length;
    }

    @Override
    public void update(List<byte[]> values) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void addAll(List<byte[]> values) {
      values.forEach(this::add);
    }

    @Override
    public void clear() {
      all.clear();
    }
  }
}
