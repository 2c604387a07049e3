package dev.watchstream.replay.history;

import static dev.watchstream.replay.options.AllowWatchBookmarks.ALLOW_WATCH_BOOKMARKS;

import dev.watchstream.fixtures.Chunk;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.RecordingInfo.Ended;
import dev.watchstream.fixtures.RecordingInfo.Request;
import dev.watchstream.replay.api.ApiPath;
import dev.watchstream.replay.api.Form;
import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.api.StatusException;
import dev.watchstream.replay.api.Versions;
import dev.watchstream.replay.options.FieldSelector;
import dev.watchstream.replay.options.LabelSelector;
import dev.watchstream.replay.options.Selection;
import dev.watchstream.replay.options.TimeoutSeconds;
import dev.watchstream.replay.resource.Resources;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A recorded stream as an answer that can be given again, byte for byte, to the same request.
 *
 * @param selection what the request asked for; null when that is not known
 * @param resumedFrom the version that it asked for; 0 for none
 * @param bookmarks whether it asked for bookmarks, as far as that is known
 */
public record RecordedWatch(
    RecordedStream stream, @Nullable Selection selection, long resumedFrom, boolean bookmarks) {

  static RecordedWatch of(RecordedStream stream, Resources served) {
    RecordingInfo info = stream.recording().info();
    Request request = info.request();
    boolean anyBookmark =
        stream.events().stream().anyMatch(event -> event.type() == WatchEventType.BOOKMARK);
    if (request == null) {
      return new RecordedWatch(stream, null, 0, anyBookmark);
    }
    Query query = Query.parse(request.query());
    return new RecordedWatch(
        stream,
        selectionOf(request, query, served),
        Versions.parse(query.text("resourceVersion")),
        anyBookmark || ALLOW_WATCH_BOOKMARKS.isAskedFor(query));
  }

  private static @Nullable Selection selectionOf(Request request, Query query, Resources served) {
    try {
      ApiPath path = ApiPath.of(ApiPath.parts(request.path()), served);
      return path == null
          ? null
          : new Selection(
              path.resource(),
              path.namespace(),
              path.name(),
              FieldSelector.parse(query.text("fieldSelector")),
              LabelSelector.parse(query.text("labelSelector")));
    } catch (StatusException e) {
      // The answer to a bad request holds no events, and no request for objects gets it.
      return null;
    }
  }

  /** Whether the selected objects, in all their versions, are exactly those of this recording. */
  public boolean holdsJust(Selection asked, ResourceHistory history) {
    if (history.hasOthers(asked, stream.body())) {
      return false;
    }
    if (asked.equals(selection)) {
      return true;
    }
    boolean any = false;
    for (RecordedEvent event : stream.events()) {
      if (event.object() != null) {
        any = true;
        if (!asked.resource().groupVersionKind().equals(event.groupVersionKind())
            || !event.object().isIn(asked)) {
          return false;
        }
      }
    }
    return any;
  }

  /** Whether it is a watch whose events have the form that such a request gets. */
  public boolean isWatchOf(Form form) {
    return (stream.watch() || stream.events().isEmpty()) && stream.form() == form;
  }

  public Ending ending() {
    return stream.recording().info().ended() == Ended.CUT ? Ending.CUT : Ending.CLEAN;
  }

  /** When the body ends, in nanoseconds of the recording's time. */
  public long endNanos() {
    List<Chunk> chunks = stream.chunks();
    long last = chunks.isEmpty() ? 0 : chunks.get(chunks.size() - 1).offsetNanos();
    Request request = stream.recording().info().request();
    if (request == null || chunks.isEmpty() || ending() == Ending.CUT || endsInAnError()) {
      return last;
    }
    // A watch that ended cleanly was ended by its own timeout.
    long timeout = Versions.parse(Query.parse(request.query()).text("timeoutSeconds"));
    return Math.max(last, TimeUnit.SECONDS.toNanos(Math.min(timeout, TimeoutSeconds.MAX)));
  }

  public boolean endsInAnError() {
    return stream.events().stream().anyMatch(event -> event.type() == WatchEventType.ERROR);
  }
}
