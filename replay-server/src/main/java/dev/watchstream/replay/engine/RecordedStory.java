package dev.watchstream.replay.engine;

import dev.watchstream.replay.api.Accept.Chosen;
import dev.watchstream.replay.api.Form;
import dev.watchstream.replay.body.TableJson.Include;
import dev.watchstream.replay.body.WatchEventJson;
import dev.watchstream.replay.history.Change;
import dev.watchstream.replay.history.History;
import dev.watchstream.replay.history.ResourceHistory;
import dev.watchstream.replay.history.StoredObject;
import dev.watchstream.replay.history.Versioned;
import dev.watchstream.replay.history.WatchEventType;
import dev.watchstream.replay.model.Story;
import dev.watchstream.replay.resource.Resource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The first lap of a history, all resources together. */
final class RecordedStory implements Story {

  private record Told(Resource resource, WatchEventType type, StoredObject object, Change change) {}

  private final List<Told> events = new ArrayList<>();
  private final Duration lap;

  RecordedStory(History history) {
    for (Resource resource : history.served().all()) {
      add(resource, history.of(resource));
    }
    lap = Duration.ofNanos(history.lapNanos());
    events.sort(Comparator.comparingLong(told -> told.change.atNanos()));
  }

  private void add(Resource resource, ResourceHistory story) {
    for (int position = 0; position < story.positionsOfALap(); position++) {
      ResourceHistory.Moment moment = story.at(position);
      boolean isInitial = position < story.start();
      Change change = moment == null ? null : moment.change();
      if (change != null && change.object() != null && (isInitial || change.recorded() != null)) {
        WatchEventType type = isInitial ? WatchEventType.ADDED : change.type();
        events.add(new Told(resource, type, change.object(), change));
      }
    }
  }

  @Override
  public int size() {
    return events.size();
  }

  @Override
  public Duration at(int event) {
    return Duration.ofNanos(events.get(event).change.atNanos());
  }

  @Override
  public Duration lap() {
    return lap;
  }

  @Override
  public byte[] event(int event) {
    Told told = events.get(event);
    WatchEventJson json =
        new WatchEventJson(
            told.resource,
            new Chosen(Form.OBJECT, ""),
            Include.NONE,
            false,
            nanos -> Instant.EPOCH);
    ByteBuffer line =
        json.event(
            told.type,
            new Versioned(told.object, told.change.version()),
            told.change.atNanos(),
            told.change.recorded());
    byte[] bytes = new byte[line.remaining()];
    line.get(bytes);
    return bytes;
  }
}
